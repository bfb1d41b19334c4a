package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.FileFetch;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.MediaDownloads;
import io.wigwag.core.media.MediaHostBook;
import io.wigwag.core.media.MediaKey;
import io.wigwag.core.media.MediaKind;
import io.wigwag.core.media.MediaRetryAnswer;
import io.wigwag.core.media.MediaRetryRequest;
import io.wigwag.core.media.MemoryTarget;
import io.wigwag.core.media.WantedMedia;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.netty.MediaHttpLimits;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.MediaHttp;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.fault.TextMatch;
import io.wigwag.sandbox.phone.MediaFile;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R12: files that the hosts have no more come from the phone, whenever it is there; they are gone when it says so.
class ReuploadedFilesTest {
    private static final Octets FILE = Octets.wrap(new byte[70_000]);

    private static EngineStage stage;
    private static NettyTransport files;

    @BeforeAll
    static void setUp() throws Exception {
        stage = new EngineStage();
        files = NettyTransport.takingAnyCertificate(TransportLimits.DEFAULT, 1);
    }

    @AfterAll
    static void tearDown() {
        files.close();
        stage.close();
    }

    @AfterEach
    void clear() {
        stage.clear();
    }

    private final KeptMail mail = new KeptMail();

    /// The sandbox's own host, whatever host a file names.
    private static MediaHttp http() {
        return files.media(MediaHttpLimits.DEFAULT).redirected(asked -> {
            var query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
            return URI.create("https://127.0.0.1:" + stage.sandbox().port() + asked.getRawPath() + query);
        });
    }

    private static CompletableFuture<FileFetch.Outcome<Octets>> fetch(TestDevice device, MailEvent.MessageCame came) {
        var downloads = new MediaDownloads(http(), new MediaHostBook(stage.time()));
        return new FileFetch(device.handle(), downloads)
                .fetch(wanted(came), request(came), 1 << 20, new MemoryTarget());
    }

    private static Image picture(MailEvent.MessageCame came) {
        return (Image)
                ContentReader.read(((Received.Read) came.outcome()).message()).content();
    }

    private static WantedMedia wanted(MailEvent.MessageCame came) {
        return WantedMedia.of(MediaKind.IMAGE, picture(came).file()).orElseThrow();
    }

    private static MediaRetryRequest request(MailEvent.MessageCame came) {
        var place = new MediaRetryRequest.Place(came.envelope().place().chat(), false, Optional.empty());
        return new MediaRetryRequest(came.id(), wanted(came).key().orElseThrow(), Optional.of(place));
    }

    private static <T> T soon(CompletableFuture<T> word) throws Exception {
        return word.get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// A picture that came, and what the device that got it needs.
    private record Scene(VirtualPhone anna, TestDevice device, MailEvent.MessageCame came) {}

    private Scene scene(String name) throws Exception {
        var anna = stage.phone(name + "-anna");
        var ben = stage.phone(name + "-ben");
        var device = stage.device(mail);
        device.link(anna);
        var sent = ben.sendMedia(anna.number(), MediaFile.of(MediaFile.Kind.IMAGE, FILE, "image/jpeg"));
        var id = new MessageId(sent.id());
        return new Scene(
                anna,
                device,
                mail.await(MailEvent.MessageCame.class, came -> came.id().equals(id)));
    }

    private static void expire(MailEvent.MessageCame came, int status) {
        var path = picture(came).file().directPath().replaceFirst("\\?.*", "*");
        stage.sandbox()
                .faults()
                .add(FaultRule.of(
                        Match.all(Layer.HTTP, Direction.IN).path(path),
                        new Action.Http(OptionalInt.of(status), Map.of(), Optional.empty(), OptionalLong.empty())));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void whatHasExpiredComesFromThePhone(int status) throws Exception {
        var scene = scene("expired-" + status);
        assertThat(soon(fetch(scene.device(), scene.came())))
                .isEqualTo(new FileFetch.Fetched<>(FILE, Optional.empty()));
        expire(scene.came(), status);
        if (!(soon(fetch(scene.device(), scene.came())) instanceof FileFetch.Fetched<Octets> fetched)) {
            throw new AssertionError("not fetched");
        }
        assertThat(fetched.file()).isEqualTo(FILE);
        assertThat(fetched.elsewhere()).isPresent();
        mail.await(
                MailEvent.FileAnswered.class,
                told -> told.reply().message().equals(scene.came().id()));
    }

    @Test
    void itIsGoneWhenThePhoneSaysSo() throws Exception {
        var scene = scene("gone");
        expire(scene.came(), 410);
        var blobs = stage.sandbox().blobs();
        blobs.remove(blobs.find(picture(scene.came()).file().directPath()).orElseThrow());
        assertThat(soon(fetch(scene.device(), scene.came()))).isEqualTo(new FileFetch.Gone<>());
    }

    /// The phone is off: its answer waits at the server.
    private static FaultRule noAnswer() {
        var answer = Match.stanza(Direction.OUT, "notification").attribute("type", new TextMatch.Exact("mediaretry"));
        return FaultRule.of(answer, new Action.Drop());
    }

    /// Asks the phone; the question has left when this returns.
    private static CompletableFuture<MediaRetryAnswer> ask(Scene scene) throws Exception {
        var word = scene.device().handle().reupload(request(scene.came()));
        // Commands are done one after the other: behind the question's turn.
        soon(scene.device().handle().account());
        return word;
    }

    @Test
    void aPhoneThatComesBackAfterTwoDaysIsWaitedFor() throws Exception {
        var scene = scene("late");
        expire(scene.came(), 404);
        var off = stage.sandbox().faults().add(noAnswer());
        var word = ask(scene);
        soon(scene.device().handle().reconnect());
        scene.device().awaitStatus(DeviceStatus.Online.class);
        assertThat(word).isNotDone();

        stage.time().leap(Duration.ofDays(2));
        stage.sandbox().faults().remove(off.id());
        soon(scene.device().handle().reconnect());
        assertThat(soon(word)).isInstanceOf(MediaRetryAnswer.Reuploaded.class);
    }

    @Test
    void anAnswerToAnEarlierLifeIsKept() throws Exception {
        var scene = scene("later-life");
        expire(scene.came(), 404);
        var off = stage.sandbox().faults().add(noAnswer());
        var word = ask(scene);
        stage.restartEngine();
        assertThat(word).failsWithin(TestDevice.PATIENCE);

        stage.sandbox().faults().remove(off.id());
        var later = new TestDevice(stage.engine(), scene.device().handle().name(), mail);
        later.start();
        var told = mail.await(MailEvent.FileAnswered.class, _ -> true);
        assertThat(told.reply().message()).isEqualTo(scene.came().id());
        assertThat(told.reply()
                        .open(new MediaKey(picture(scene.came())
                                .file()
                                .seal()
                                .orElseThrow()
                                .mediaKey())))
                .isInstanceOf(MediaRetryAnswer.Reuploaded.class);
    }
}
