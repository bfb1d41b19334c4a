package io.wigwag.sandbox.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.Server;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestCompanion;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A killed process is the copy of its journal at any moment: a group that a client was told of is in it.
final class GroupRestartTest {
    private static final String JOURNAL = "world.journal";

    @TempDir
    private Path first = Path.of("");

    @TempDir
    private Path copy = Path.of("");

    private static Sandbox start(Path folder) throws Exception {
        return Sandbox.start(SandboxSettings.builder().plainPort(0).data(folder).build());
    }

    @Test
    void aGroupThatAClientWasToldOfIsThereAfterACrash() throws Exception {
        try (var sandbox = start(first)) {
            var anna = TestCompanion.linked(sandbox, "anna");
            var ben = TestCompanion.linked(sandbox, "ben");
            try (var link = anna.online()) {
                var created = link.query(Node.tag("iq")
                        .attribute("type", "set")
                        .attribute("xmlns", "w:g2")
                        .attribute("to", Jid.GROUPS)
                        .child(Node.tag("create")
                                .attribute("subject", "Trip")
                                .child(Node.tag("participant").attribute("jid", ben.lid())))
                        .build());
                Files.copy(first.resolve(JOURNAL), copy.resolve(JOURNAL));
                var id = created.requireChild("group").attributes().requireText("id");

                try (var next = start(copy)) {
                    var group = next.exchange()
                            .loop()
                            .call(() -> next.traffic().groups().find(Jid.of(id, Server.GROUP)))
                            .orElseThrow();
                    assertThat(GroupElement.complete(group)).isEqualTo(created.requireChild("group"));
                }
            }
        }
    }
}
