package io.wigwag.interop.scenario;

import static io.wigwag.interop.scenario.Companion.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.Jid;
import io.wigwag.interop.drive.DriverEvent;
import io.wigwag.interop.drive.DriverOptions;
import io.wigwag.proto.e2e.MessageKey;
import io.wigwag.proto.web.WebMessageInfo;
import io.wigwag.sandbox.phone.Contents;
import io.wigwag.sandbox.phone.VirtualPhone;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What a phone remembers of the time before its companion came.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24"})
class PastScenarioTest extends Scenarios {
    private static final long LONG_AGO = 1_700_000_000;
    private static final int ON_DEMAND = 6;
    private static final int AT_ONCE = 5;
    private static final int ASKED_FOR = 7;

    PastScenarioTest(Client version, Stage stage) {
        super(version, stage);
    }

    private void remembers(VirtualPhone phone, Jid chat, int messages) throws Exception {
        stage.inTheWorld(() -> {
            for (var i = 0; i < messages; i++) {
                var key = MessageKey.newBuilder().setRemoteJid(chat.toString()).setId("OLD" + i);
                var message = WebMessageInfo.newBuilder()
                        .setKey(key)
                        .setMessage(Contents.text("long ago " + i))
                        .setMessageTimestamp(LONG_AGO + i);
                stage.sandbox().phones().remember(phone.account(), chat, message.build());
            }
            return true;
        });
    }

    private static int count(DriverEvent history, String what) {
        return history.json().path(what).asInt();
    }

    @Scenario("the past comes with the link, and more of it on demand")
    void thePastIsShared() throws Exception {
        var phone = stage.phone("hal");
        remembers(phone, stage.phone("joe").pn(), AT_ONCE);
        var hal = stage.linked(version, phone, stage.options("hal").and(DriverOptions.Flag.FULL_HISTORY));
        var first = hal.takes("history", event -> count(event, "messages") > 0);
        assertThat(count(first, "chats")).isEqualTo(1);
        assertThat(count(first, "messages")).isEqualTo(AT_ONCE);

        // Of another chat: Baileys does not tell again what it has told.
        var ida = stage.phone("ida");
        remembers(phone, ida.pn(), 4 * ASKED_FOR);
        var now = ida.sendText(phone.number(), "and today");
        hal.hears(now.id());
        hal.does(command("history")
                .with("chat", ida.pn().toString())
                .with("oldest", now.id())
                .with("count", ASKED_FOR));
        var more = hal.takes("history", event -> count(event, "syncType") == ON_DEMAND);
        assertThat(count(more, "messages")).isEqualTo(ASKED_FOR);
    }
}
