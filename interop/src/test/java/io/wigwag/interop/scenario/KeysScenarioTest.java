package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.phone.VirtualPhone;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The keys under which strangers begin to talk: they are used up, and they change.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "WIGWAG"})
class KeysScenarioTest extends Scenarios {
    /// Clients make new keys when they are told of fewer than five.
    private static final int LOW = 5;

    private static final int STRANGERS = 8;

    KeysScenarioTest(Client version, Stage stage) {
        super(version, stage);
    }

    /// The phone has as many keys of its companion left as strangers will come, and tells of it where it should.
    private int usesUpAllKeysBut(int left, VirtualPhone phone) throws Exception {
        return stage.inTheWorld(() -> {
            stage.sandbox().exchange().settings().lowPreKeys = LOW;
            var keys = phone.account().companions().iterator().next().preKeys();
            while (keys.count() > left) {
                var _ = keys.take();
            }
            return keys.count();
        });
    }

    @Scenario("strangers use up the one-time keys: the client is told and makes new ones")
    void keysAreMadeAnew() throws Exception {
        var phone = stage.phone("kim");
        var kim = stage.beside(version, "kim", 1);
        stage.happens("prekeys.uploaded", "account", phone.account());
        assertThat(usesUpAllKeysBut(STRANGERS, phone)).isEqualTo(STRANGERS);
        var before = stage.sandbox().events().last();

        for (var i = 0; i < 2 * STRANGERS; i++) {
            var words = "stranger " + i;
            var sent = stage.phone(words).sendText(phone.number(), words);
            assertThat(kim.hears(sent.id()).text("text")).isEqualTo(words);
        }
        stage.happens(before, "prekeys.low", "account", phone.account());
        stage.happens(before, "prekeys.uploaded", "account", phone.account());
    }

    @Scenario("a phone with a new identity: written to and heard as before")
    void aNewPhoneIsTalkedTo() throws Exception {
        var ana = stage.alone(version, "ana");
        var nia = stage.phone("nia");
        var toNia = nia.pn().toString();
        ana.hears(nia.sendText(ana.number(), "from my old phone").id());
        heard(nia, ana.says(toNia, "to your old phone"));

        nia.newIdentity();
        heard(nia, ana.says(toNia, "to your new phone"));
        var answer = nia.sendText(ana.number(), "from my new phone");
        assertThat(ana.hears(answer.id()).text("text")).isEqualTo("from my new phone");
    }

    private static void heard(VirtualPhone phone, String id) {
        phone.awaitMessage(message -> message.id().equals(id), PATIENCE);
    }
}
