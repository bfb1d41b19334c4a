package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.interop.drive.DriverOptions;
import io.wigwag.sandbox.phone.Contents;
import io.wigwag.sandbox.phone.Corruption;
import io.wigwag.sandbox.phone.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// "Waiting for this message", and that it heals.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "WIGWAG"})
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
        if (version == Client.WIGWAG) {
            bea = rememberedAsNew(bea, options);
        }
        var number = bea.number();
        bea.hears(bob.says(number, "before"));
        bea.hears(pia.sendText(number, "before").id());
        bob.hears(bea.says(bob.number(), "so the session is confirmed"));
        var confirmed = bea.says(pia.pn().toString(), "so the session is confirmed");
        pia.awaitMessage(message -> message.id().equals(confirmed), PATIENCE);
        bea.driver().close();
        loseSessions();

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

    private Path early() {
        return folder.resolveSibling(folder.getFileName() + "-early");
    }

    /// Our own keeps all it knows in one sealed store: its sessions are lost by putting a store back that had none.
    private Companion rememberedAsNew(Companion linked, DriverOptions options) throws Exception {
        linked.driver().close();
        copy(folder, early());
        var again = stage.start(version, options);
        again.opens();
        return again;
    }

    private void loseSessions() throws IOException {
        if (version == Client.WIGWAG) {
            copy(early(), folder);
            return;
        }
        try (var files = Files.list(folder)) {
            for (var session : files.filter(
                            file -> file.getFileName().toString().startsWith("session-"))
                    .toList()) {
                Files.delete(session);
            }
        }
    }

    /// As the one is, whatever the other holds.
    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (var files = Files.list(to)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
