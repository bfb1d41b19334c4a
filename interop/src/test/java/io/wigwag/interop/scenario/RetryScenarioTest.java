package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.phone.Contents;
import io.wigwag.sandbox.phone.Corruption;
import io.wigwag.sandbox.phone.Draft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// "Waiting for this message", and that it heals.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24"})
class RetryScenarioTest extends Scenarios {
    @TempDir
    private Path folder = Path.of("");

    RetryScenarioTest(Client version, Stage stage) {
        super(version, stage);
    }

    @Scenario("a message from a phone that can't be read is asked for again, and heals")
    void aSpoiledMessageHeals() throws Exception {
        var ana = stage.alone(version, "ana");
        var pia = stage.phone("pia");
        var toAna = ana.number();
        var first = pia.sendText(toAna, "readable");
        ana.hears(first.id());
        var spoiled = Stream.of(Corruption.MAC, Corruption.SESSION)
                .map(how -> pia.send(
                        Draft.of(toAna, Contents.text("spoiled: " + how)).spoiled(how)))
                .toList();
        for (var sent : spoiled) {
            ana.takes("undecodable", event -> event.text("id").equals(sent.id()));
        }
        for (var sent : spoiled) {
            assertThat(ana.hears(sent.id()).text("text"))
                    .isEqualTo(sent.message().getConversation());
        }
        var last = pia.sendText(ana.number(), "readable again");
        assertThat(ana.hears(last.id()).text("text")).isEqualTo("readable again");
    }

    @Scenario("a client that has lost its sessions heals them, with a client and with a phone")
    void lostSessionsHeal() throws Exception {
        var pia = stage.phone("pia");
        var bob = stage.alone(partner, "bob");
        var options = stage.options("bea").store(folder);
        var bea = stage.linked(version, options);
        var number = bea.number();
        bea.hears(bob.says(number, "before"));
        bea.hears(pia.sendText(number, "before").id());
        bob.hears(bea.says(bob.number(), "so the session is confirmed"));
        var confirmed = bea.says(pia.pn().toString(), "so the session is confirmed");
        pia.awaitMessage(message -> message.id().equals(confirmed), PATIENCE);
        bea.driver().close();
        try (var files = Files.list(folder)) {
            for (var session : files.filter(
                            file -> file.getFileName().toString().startsWith("session-"))
                    .toList()) {
                Files.delete(session);
            }
        }

        var again = stage.start(version, options);
        again.opens();
        var fromBob = bob.says(number, "can you read me?");
        assertThat(again.takes(
                                "message",
                                event -> event.text("id").equals(fromBob)
                                        && !event.text("text").isEmpty())
                        .text("text"))
                .isEqualTo("can you read me?");
        var fromPia = pia.sendText(number, "and me?").id();
        assertThat(again.takes(
                                "message",
                                event -> event.text("id").equals(fromPia)
                                        && !event.text("text").isEmpty())
                        .text("text"))
                .isEqualTo("and me?");
        again.driver().close();
    }
}
