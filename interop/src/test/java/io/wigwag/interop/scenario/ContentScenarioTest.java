package io.wigwag.interop.scenario;

import static io.wigwag.interop.scenario.Companion.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.Jid;
import io.wigwag.core.message.codec.Composition;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.codec.ContentWriter;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.ReceivedContent;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.cli.drive.talk.MessageJson;
import io.wigwag.interop.drive.DriverEvent;
import io.wigwag.proto.e2e.Message;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// All that people send, between our own engine and foreign clients: what the one wrote, the other reads with schemas
/// of its own, and tells the same.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24"})
class ContentScenarioTest extends Scenarios {
    private static final long SEED = 8;
    private static final List<String> FILES =
            List.of("image", "video", "gif", "ptv", "audio", "ptt", "document", "sticker");
    private static final List<String> FOREIGN_FILES = List.of("image", "video", "audio", "ptt", "document", "sticker");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Companion foreign;
    private final Companion own;

    ContentScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        foreign = stage.alone(version, "ana");
        own = stage.alone(Client.WIGWAG, "bob");
    }

    private Octets bytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return Octets.wrap(bytes);
    }

    private Message message(Draft draft) {
        var composition =
                new Composition(Instant.ofEpochSecond(1_790_000_000), new MessageSecret(bytes(MessageSecret.SIZE)));
        return ContentWriter.write(draft, composition);
    }

    private static ReceivedContent read(DriverEvent event) {
        return ContentReader.read(MessageJson.read(event.json().path("message"), Message.newBuilder())
                .build());
    }

    private void everythingGoes(Companion from, Companion to) throws Exception {
        var address = to.number();
        var all = new SoftAssertions();
        for (var entry : EveryContent.in(Jid.parse(address)).entrySet()) {
            var message = message(entry.getValue());
            var id = from.sends(command("send").with("to", address).with("message", MessageJson.write(message)));
            var heard = read(to.hears(id));
            var meant = ContentReader.read(message);
            all.assertThat(said(heard)).as(entry.getKey()).isEqualTo(said(meant));
            all.assertThat(heard.context()).as(entry.getKey()).isEqualTo(meant.context());
            all.assertThat(heard.facts().viewOnce())
                    .as(entry.getKey())
                    .isEqualTo(meant.facts().viewOnce());
        }
        all.assertAll();
    }

    /// Foreign clients tell a reaction's target as it looks from their side.
    private static Object said(ReceivedContent read) {
        return read.content() instanceof Reaction(var target, var emoji) ? List.of(target.id(), emoji) : read.content();
    }

    @Scenario("every kind of content, to a client of our own")
    void weReadWhatOthersWrite() throws Exception {
        everythingGoes(foreign, own);
    }

    @Scenario("every kind of content, from a client of our own")
    void othersReadWhatWeWrite() throws Exception {
        everythingGoes(own, foreign);
    }

    private void filesGo(Companion from, Companion to, List<String> kinds) throws Exception {
        for (var kind : kinds) {
            var file = bytes(10_000 + random.nextInt(50_000));
            var sent = from.does(command("media")
                    .with("to", to.number())
                    .with("kind", kind)
                    .with("bytes", file)
                    .with("seconds", 1));
            var id = sent.path("msg").asString();
            to.hears(id);
            var got = to.does(command("download").with("target", id));
            assertThat(DriverEvent.bytes(got.path("sha256")))
                    .as("%s, seed %s", kind, SEED)
                    .isEqualTo(DriverEvent.bytes(sent.path("sha256")));
            assertThat(got.path("size").asInt()).isEqualTo(file.size());
        }
    }

    @Scenario("files of every kind, to a client of our own and from it")
    void filesGoBothWays() throws Exception {
        filesGo(own, foreign, FILES);
        filesGo(foreign, own, FOREIGN_FILES);
    }
}
