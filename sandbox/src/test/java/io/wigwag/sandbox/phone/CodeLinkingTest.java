package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.server.LinkRefused;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeLinkingTest {
    private static final long SEED = 5_4;

    private final SeededRandom random = new SeededRandom(SEED);
    private Sandbox sandbox;
    private VirtualPhone alice;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        alice = sandbox.phones().create("alice");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private WaitingCompanion companion(String code) throws Exception {
        return sandbox.exchange().loop().call(() -> new WaitingCompanion(sandbox.exchange(), code, random));
    }

    private void ask(WaitingCompanion companion, Jid account) throws Exception {
        sandbox.exchange().loop().call(() -> {
            companion.ask(account);
            return true;
        });
    }

    private static String code(Node answer) throws Exception {
        return answer.requireChild("error").attributes().requireText("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCD1234", "abcd-1234"})
    void theRightCodeLinksTheCompanion(String typed) throws Exception {
        var companion = companion("ABCD1234");
        ask(companion, alice.pn());
        var hello = companion.answer().requireChild("link_code_companion_reg");
        assertThat(hello.requireChild("link_code_pairing_ref").requireBytes().isEmpty())
                .isFalse();

        var linked = alice.enterCode(typed);

        assertThat(linked.account()).isEqualTo(alice.account());
        assertThat(linked.device()).isEqualTo(1);
        await("pairing.linked");
        assertThat(sandbox.exchange()
                        .loop()
                        .call(() -> alice.account().companions().size()))
                .isEqualTo(1);
        assertThat(alice.heard())
                .anyMatch(stanza -> stanza.child("link_code_companion_reg")
                        .filter(stage -> stage.attributes().is("stage", "companion_hello"))
                        .isPresent());
    }

    /// Waits until the world has run everything that is under way: each task may hand it one more.
    private void await(String event) throws Exception {
        for (var turn = 0; turn < 10; turn++) {
            sandbox.exchange().loop().call(() -> true);
        }
        assertThat(sandbox.events().after(0)).anyMatch(known -> known.type().equals(event));
    }

    @Test
    void aWrongCodeLinksNobodyAndIsTold() throws Exception {
        var companion = companion("ABCD1234");
        ask(companion, alice.pn());

        assertThatThrownBy(() -> alice.enterCode("ABCD1235")).isInstanceOf(LinkRefused.class);

        assertThat(companion.pairSuccess()).isEmpty();
        assertThat(sandbox.events().after(0))
                .anyMatch(event -> event.type().equals("pairing.failed")
                        && event.text("reason").equals("WRONG_CODE"));
    }

    @Test
    void thePhoneMayRepeatItsPart() throws Exception {
        var companion = companion("ABCD1234");
        ask(companion, alice.pn());

        var linked = alice.enterCode("ABCD1234", 3);

        assertThat(linked.device()).isEqualTo(1);
        assertThat(companion.heard.stream().filter(stanza -> stanza.is("notification")))
                .hasSize(3);
        await("pairing.linked");
    }

    @Test
    void unknownNumbersAndOddNamesAreRefused() throws Exception {
        var companion = companion("ABCD1234");
        ask(companion, Jid.parse("4912345678@s.whatsapp.net"));
        assertThat(code(companion.answer())).isEqualTo("400");

        sandbox.exchange().loop().call(() -> {
            companion.ask(alice.pn(), "Chrome");
            return true;
        });

        assertThat(code(companion.answer())).isEqualTo("400");
        assertThatThrownBy(() -> alice.enterCode("ABCD1234")).isInstanceOf(LinkRefused.class);
    }

    @Test
    void tooManyRequestsAreRefused() throws Exception {
        sandbox.exchange().settings().codeRequests = 1;
        var companion = companion("ABCD1234");
        ask(companion, alice.pn());

        ask(companion, alice.pn());

        assertThat(code(companion.answer())).isEqualTo("429");
    }

    @Test
    void codesLiveThreeMinutes() throws Exception {
        sandbox.exchange().settings().pairingTimeout = Duration.ofHours(1);
        sandbox.exchange().loop().call(() -> {
            sandbox.clock().set(new SandboxClock.Mode.Manual(sandbox.clock().instant()));
            return true;
        });
        var companion = companion("ABCD1234");
        ask(companion, alice.pn());

        sandbox.exchange().loop().advance(Duration.ofMinutes(3));

        assertThatThrownBy(() -> alice.enterCode("ABCD1234"))
                .isInstanceOfSatisfying(
                        LinkRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
    }

    @Test
    void companionsMayAskWhereTheyAre() throws Exception {
        var companion = companion("ABCD1234");

        sandbox.exchange().loop().call(() -> {
            companion.say(Node.tag("iq")
                    .attribute("to", Jid.SERVER)
                    .attribute("id", "1")
                    .attribute("type", "get")
                    .attribute("xmlns", "md")
                    .child(Node.tag("link_code_companion_reg").attribute("stage", "get_country_code"))
                    .build());
            return true;
        });

        assertThat(companion.answer().requireChild("country_code").attributes().requireText("iso"))
                .isEqualTo("DE");
    }

    @Test
    void whatNoPersonTypesIsNoCode() throws Exception {
        ask(companion("ABCD1234"), alice.pn());

        assertThatThrownBy(() -> alice.enterCode("ABC"))
                .isInstanceOfSatisfying(
                        LinkRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }
}
