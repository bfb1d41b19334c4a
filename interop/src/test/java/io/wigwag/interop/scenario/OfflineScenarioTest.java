package io.wigwag.interop.scenario;

import static io.wigwag.interop.scenario.Companion.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.interop.drive.DriverEvent;
import io.wigwag.interop.drive.DriverOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What happens while a client is away.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "WIGWAG"})
class OfflineScenarioTest extends Scenarios {
    private static final int MESSAGES = 30;

    private final Companion ana;
    private final Companion bob;

    OfflineScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        ana = stage.alone(version, "ana");
        bob = stage.alone(partner, "bob");
    }

    @Scenario("away for a while: messages, receipts and news come once and in order")
    void everythingComesOnceAndInOrder() throws Exception {
        var read = ana.says(bob.number(), "read this while I am away");
        bob.hears(read);
        ana.hears(bob.says(ana.number(), "before"));
        ana.does(command("disconnect"));
        ana.closes();
        var ids = new ArrayList<String>();
        for (var number = 0; number < MESSAGES; number++) {
            ids.add(bob.says(ana.number(), "while away " + number));
            if (number == MESSAGES / 2) {
                bob.does(command("readMessage").with("target", read));
                bob.does(command("createGroup")
                        .with("subject", "meanwhile")
                        .with("participants", List.of(ana.number())));
            }
        }
        ana.does(command("connect"));
        ids.add(afterwards(ana, ids.getLast()));
        ana.takes("group", event -> event.text("subject").equals("meanwhile"));
        ana.receipt("read", read);
        var heard = new ArrayList<String>();
        while (!heard.contains(ids.getLast())) {
            heard.add(ana.takes("message", event -> ids.contains(event.text("id")))
                    .text("id"));
        }
        assertThat(heard).containsExactlyElementsOf(ids);

        ana.does(command("reconnect"));
        ana.hears(bob.says(ana.number(), "nothing comes twice"));
        assertThat(ana.driver().left().stream()
                        .filter(event -> event.name().equals("message"))
                        .map(event -> event.text("id")))
                .doesNotContainAnyElementsOf(ids);
    }

    @Scenario("away for a while: the stanzas' own order")
    void theQueueKeepsItsOrder() throws Exception {
        var cora = stage.linked(version, stage.options("cora").and(DriverOptions.Flag.NODES));
        cora.hears(bob.says(cora.number(), "first words"));
        cora.does(command("disconnect"));
        var expected = new ArrayList<String>();
        for (var number = 0; number < MESSAGES; number++) {
            expected.add(bob.says(cora.number(), "queued " + number));
        }
        cora.does(command("connect"));
        afterwards(cora, expected.getLast());
        cora.hears(expected.getLast());
        assertThat(cora.driver().left().stream()
                        .filter(event -> event.name().equals("in"))
                        .map(OfflineScenarioTest::messageId)
                        .filter(expected::contains))
                .containsExactlyElementsOf(expected);
    }

    /// Says something when all that waited has been taken: 6.7.24 keeps what waited to itself until something new
    /// comes.
    private String afterwards(Companion to, String last) throws Exception {
        stage.happens("message.settled", "id", last);
        return bob.says(to.number(), "afterwards");
    }

    private static String messageId(DriverEvent event) {
        var node = event.json().path("node");
        return node.path("tag").asString().equals("message")
                ? node.at("/attrs/id").asString()
                : "";
    }
}
