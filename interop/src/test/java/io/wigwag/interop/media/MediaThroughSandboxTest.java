package io.wigwag.interop.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.media.DamagedMedia;
import io.wigwag.core.media.DownloadOutcome;
import io.wigwag.core.media.FileTarget;
import io.wigwag.core.media.MediaBlob;
import io.wigwag.core.media.MediaDownloads;
import io.wigwag.core.media.MediaHostBook;
import io.wigwag.core.media.MediaKey;
import io.wigwag.core.media.MediaKind;
import io.wigwag.core.media.MediaPath;
import io.wigwag.core.media.MediaSealer;
import io.wigwag.core.media.MediaUploads;
import io.wigwag.core.media.SealedMedia;
import io.wigwag.core.media.UploadFailed;
import io.wigwag.core.media.WantedMedia;
import io.wigwag.core.netty.MediaHttpLimits;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.world.Account;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files go up and come down over TLS, whatever happens to the connection in between.
class MediaThroughSandboxTest {
    private static final long SEED = 8_10;
    private static final long LIMIT = 64 << 20;
    private static final int LARGE = 6 << 20;

    private final SecureRandom secrets = new SecureRandom();

    @TempDir
    private Path folder = Path.of("");

    private Sandbox sandbox;
    private NettyTransport transport;
    private MediaHostLine line;
    private MediaUploads uploads;
    private MediaDownloads downloads;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.builder().seed(SEED).build());
        var authority = sandbox.tls().authority().getCertificate();
        transport = new NettyTransport(TransportLimits.DEFAULT, 1, List.of(authority));
        var auth = sandbox.exchange()
                .loop()
                .call(() ->
                        sandbox.mediaAuth().of(sandbox.exchange().createAccount("ann", "ann", Account.Kind.HEADLESS)));
        line = new MediaHostLine("localhost:" + sandbox.port(), auth);
        with(MediaHttpLimits.DEFAULT);
    }

    private void with(MediaHttpLimits limits) {
        var http = transport.media(limits);
        var book = new MediaHostBook(InstantSource.system());
        uploads = new MediaUploads(http, book);
        downloads = new MediaDownloads(http, book);
    }

    @AfterEach
    void stop() {
        transport.close();
        sandbox.close();
    }

    /// A file, as it is and sealed.
    private record Prepared(Path plain, Path sealed, SealedMedia facts) {
        MediaBlob blob() {
            return MediaBlob.sealed(facts, sealed);
        }
    }

    private Prepared prepare(MediaKind kind, int size) throws IOException {
        var bytes = new byte[size];
        new Random(SEED + size).nextBytes(bytes);
        var plain = Files.write(folder.resolve("plain"), bytes);
        var sealed = folder.resolve("sealed");
        try (var in = new BufferedInputStream(Files.newInputStream(plain));
                var out = Files.newOutputStream(sealed)) {
            var sealer = MediaSealer.with(Thread.ofVirtual().factory());
            return new Prepared(plain, sealed, sealer.seal(kind, MediaKey.generate(secrets), in, out));
        }
    }

    private WantedMedia uploaded(MediaKind kind, Prepared file) throws UploadFailed, IOException {
        var there = uploads.upload(kind, file.blob(), line);
        return WantedMedia.of(kind, file.facts().at(there.path(), "", Instant.EPOCH))
                .orElseThrow();
    }

    private DownloadOutcome<Path> fetch(WantedMedia what) throws IOException {
        try (var target = new FileTarget(folder.resolve("fetched"))) {
            return downloads.download(what, LIMIT, target, line);
        }
    }

    private void arrives(WantedMedia what, Path plain) throws IOException {
        assertThat(fetch(what)).isEqualTo(new DownloadOutcome.Fetched<>(folder.resolve("fetched")));
        assertThat(folder.resolve("fetched")).hasSameBinaryContentAs(plain);
    }

    private void fault(String path, Action action, int times) {
        sandbox.faults()
                .add(FaultRule.of(Match.all(Layer.HTTP, Direction.IN).path(path), action)
                        .times(times));
    }

    private static Action answer(int status) {
        var why = Octets.wrap("not here".getBytes(StandardCharsets.US_ASCII));
        return new Action.Http(OptionalInt.of(status), Map.of(), Optional.of(why), OptionalLong.empty());
    }

    private static Action cutAfter(long bytes) {
        return new Action.Http(OptionalInt.empty(), Map.of(), Optional.empty(), OptionalLong.of(bytes));
    }

    private long events(String type) {
        return sandbox.events().after(0).stream()
                .filter(event -> event.type().equals(type))
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void everyKindGoesUpAndComesDown(MediaKind kind) throws Exception {
        var file = prepare(kind, 70_000);
        arrives(uploaded(kind, file), file.plain());
        assertThat(events("media.mismatch")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, LARGE})
    void filesOfAnySizeArriveWhole(int size) throws Exception {
        var file = prepare(MediaKind.DOCUMENT, size);
        arrives(uploaded(MediaKind.DOCUMENT, file), file.plain());
    }

    @Test
    void channelsFilesNeedNoKey() throws Exception {
        var file = prepare(MediaKind.IMAGE, 30_000);
        var there = uploads.upload(MediaKind.IMAGE, MediaBlob.clear(file.plain()), line);
        assertThat(there.handle()).isPresent();
        var facts = file.facts();
        arrives(
                new WantedMedia(
                        MediaKind.IMAGE,
                        there.path(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(facts.hash()),
                        OptionalLong.of(facts.size())),
                file.plain());
    }

    @Test
    void aDownloadThatIsCutGoesOn() throws Exception {
        var file = prepare(MediaKind.VIDEO, LARGE);
        var what = uploaded(MediaKind.VIDEO, file);
        fault("/v/*", cutAfter(1_000_000), 3);
        arrives(what, file.plain());
        assertThat(events("media.fetched")).isEqualTo(4);
    }

    @Test
    void aLargeFileThatIsThereIsNotSentTwice() throws Exception {
        var file = prepare(MediaKind.VIDEO, LARGE);
        uploaded(MediaKind.VIDEO, file);
        uploaded(MediaKind.VIDEO, file);
        assertThat(events("media.stored")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void whatTheHostRefusesIsExpired(int status) throws Exception {
        var what = uploaded(MediaKind.IMAGE, prepare(MediaKind.IMAGE, 1000));
        fault("/v/*", answer(status), 1);
        assertThat(fetch(what)).isEqualTo(new DownloadOutcome.Expired<>(status));
    }

    @Test
    void whatWasRemovedIsExpiredAndAnotherPathHelps() throws Exception {
        var file = prepare(MediaKind.IMAGE, 1000);
        var what = uploaded(MediaKind.IMAGE, file);
        var blob = sandbox.blobs().find(what.path().value()).orElseThrow();
        var copy = sandbox.blobs().copy(blob);
        sandbox.blobs().remove(blob);
        assertThat(fetch(what)).isEqualTo(new DownloadOutcome.Expired<>(404));
        arrives(what.at(new MediaPath(copy.path())), file.plain());
    }

    @Test
    void anotherFileAtThePathIsNeverSeen() throws Exception {
        var file = prepare(MediaKind.IMAGE, 100_000);
        var what = uploaded(MediaKind.IMAGE, file);
        var other = Octets.wrap(new byte[100_010]);
        fault("/v/*", new Action.Http(OptionalInt.of(200), Map.of(), Optional.of(other), OptionalLong.empty()), 0);
        assertThat(fetch(what)).isEqualTo(new DownloadOutcome.Damaged<>(DamagedMedia.Fault.SEALED_HASH));
        assertThat(folder.resolve("fetched")).doesNotExist();
        try (var entries = Files.list(folder)) {
            assertThat(entries.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("plain", "sealed");
        }
    }

    @Test
    void aWordThatIsNotKnownIsRefused() throws Exception {
        line = new MediaHostLine(line.host(), "another");
        var file = prepare(MediaKind.IMAGE, 1000);
        assertThatThrownBy(() -> uploads.upload(MediaKind.IMAGE, file.blob(), line))
                .isInstanceOfSatisfying(
                        UploadFailed.class,
                        failure -> assertThat(failure.status()).hasValue(401));
    }

    /// The answer comes tomorrow.
    @Test
    void aHostThatSaysNothingIsGivenUp() throws Exception {
        var what = uploaded(MediaKind.IMAGE, prepare(MediaKind.IMAGE, 1000));
        var brief = Duration.ofMillis(200);
        with(new MediaHttpLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), brief, brief, 1 << 18));
        fault("/v/*", new Action.Delay(Duration.ofDays(1), Duration.ZERO, false), 0);
        assertThat(fetch(what)).isInstanceOf(DownloadOutcome.Unreachable.class);
    }

    @Test
    void aHostThatNobodyVouchesForIsNotTold() throws Exception {
        try (var other = new NettyTransport(TransportLimits.DEFAULT, 1)) {
            var careful =
                    new MediaUploads(other.media(MediaHttpLimits.DEFAULT), new MediaHostBook(InstantSource.system()));
            var file = prepare(MediaKind.IMAGE, 1000);
            assertThatThrownBy(() -> careful.upload(MediaKind.IMAGE, file.blob(), line))
                    .isInstanceOfSatisfying(
                            UploadFailed.class,
                            failure -> assertThat(failure.reason()).isEqualTo(UploadFailed.Reason.UNREACHABLE));
            assertThat(events("media.stored")).isZero();
        }
    }
}
