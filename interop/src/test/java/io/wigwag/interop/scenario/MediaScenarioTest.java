package io.wigwag.interop.scenario;

import static io.wigwag.interop.scenario.Companion.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.interop.drive.DriverEvent;
import io.wigwag.interop.drive.DriverFailure;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.phone.MediaFile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Files of every kind go up and come down whole.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "WIGWAG"})
class MediaScenarioTest extends Scenarios {
    private static final long SEED = 5;
    private static final int GONE = 410;
    private static final List<MediaFile.Kind> KINDS = List.of(MediaFile.Kind.values());

    private final Random random = new Random(SEED);
    private final Companion ana;
    private final Companion bob;

    MediaScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        ana = stage.alone(version, "ana");
        bob = stage.alone(partner, "bob");
    }

    private Octets file() {
        var bytes = new byte[10_000 + random.nextInt(100_000)];
        random.nextBytes(bytes);
        return Octets.wrap(bytes);
    }

    private static String name(MediaFile.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static void downloads(Companion who, String id, Octets file) throws Exception {
        var got = who.does(command("download").with("target", id).with("includeBytes", true));
        assertThat(DriverEvent.bytes(got.path("bytes"))).isEqualTo(file);
    }

    @Scenario("media of every kind, up and down, by another client")
    void filesOfEveryKindArriveWhole() throws Exception {
        for (var kind : KINDS) {
            var file = file();
            var sent = ana.does(command("media")
                    .with("to", bob.number())
                    .with("kind", name(kind))
                    .with("bytes", file)
                    .with("seconds", 1));
            assertThat(sent.path("size").asInt()).as(name(kind)).isEqualTo(file.size());
            var id = sent.path("msg").asString();
            bob.hears(id);
            downloads(bob, id, file);
        }
    }

    @Scenario("media of every kind, from a phone and to one")
    void phonesExchangeFilesOfEveryKind() throws Exception {
        var phone = stage.phone("pia");
        for (var kind : KINDS) {
            var file = file();
            var fromPhone = phone.sendMedia(
                    ana.number(),
                    MediaFile.of(kind, file, "application/octet-stream").lasting(1));
            ana.hears(fromPhone.id());
            downloads(ana, fromPhone.id(), file);

            var sent = ana.does(command("media")
                    .with("to", phone.pn().toString())
                    .with("kind", name(kind))
                    .with("bytes", file)
                    .with("seconds", 1));
            var id = sent.path("msg").asString();
            var heard = phone.awaitMessage(message -> message.id().equals(id), PATIENCE);
            assertThat(OpenedFile.of(heard.message(), stage.sandbox().blobs())).isEqualTo(file);
        }
    }

    @Scenario("media that has expired: the own phone uploads it again, if it still has it")
    void whatHasExpiredIsAskedForAgain() throws Exception {
        var mia = stage.beside(version, "mia", 1);
        var file = file();
        var sent = stage.phone("pia").sendMedia(mia.number(), MediaFile.of(MediaFile.Kind.IMAGE, file, "image/jpeg"));
        mia.hears(sent.id());
        var path = sent.message().getImageMessage().getDirectPath();
        var gone = new Action.Http(OptionalInt.of(GONE), Map.of(), Optional.empty(), OptionalLong.empty());
        var expired = Match.all(Layer.HTTP, Direction.IN).path(path.replaceFirst("\\?.*", "*"));
        stage.sandbox().faults().add(FaultRule.of(expired, gone));
        assertThatThrownBy(() -> downloads(mia, sent.id(), file)).isInstanceOf(DriverFailure.class);

        mia.does(command("reupload").with("target", sent.id()));
        downloads(mia, sent.id(), file);

        var blobs = stage.sandbox().blobs();
        blobs.remove(blobs.find(path).orElseThrow());
        assertThatThrownBy(() -> mia.does(command("reupload").with("target", sent.id())))
                .isInstanceOf(DriverFailure.class)
                .hasMessageContaining("NOT_FOUND");
    }
}
