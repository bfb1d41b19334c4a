package io.wigwag.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaDownloadsTest {
    private static final long SEED = 8_03;
    private static final long MUCH = 10 << 20;

    private final ScriptedHosts hosts = new ScriptedHosts();
    private final ScriptedLine line = new ScriptedLine(true);
    private final MediaDownloads downloads =
            new MediaDownloads(hosts, new MediaHostBook(InstantSource.fixed(Instant.EPOCH)));
    private final TestFile file = TestFile.of(500_000, new SeededRandom(SEED));
    private final Octets sealed = file.sealed();

    private DownloadOutcome<Octets> fetch() throws IOException {
        return downloads.download(file.wanted(), MUCH, new MemoryTarget(), line);
    }

    private void arrives() throws IOException {
        assertThat(fetch()).isEqualTo(new DownloadOutcome.Fetched<>(file.plain()));
    }

    private static Map<String, String> range(int from, int size) {
        return Map.of("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size);
    }

    @Test
    void theFirstHostIsAskedByPathAndHash() throws IOException {
        hosts.answer(200, sealed);
        arrives();
        var hash = Base64.getUrlEncoder()
                .encodeToString(file.facts().sealedHash().toArray())
                .replace("=", "%3D");
        assertThat(hosts.asked())
                .containsExactly("https://main.test:8443/v/t62.7118-24/1_n.enc?ccb=11-4&oh=a&hash=" + hash
                        + "&mms-type=image&__wa-mms=");
        assertThat(hosts.requests.getFirst().headers()).containsEntry("Origin", "https://web.whatsapp.com");
    }

    @Test
    void aHostInTroubleIsFollowedByTheNext() throws IOException {
        hosts.answer(503).answer(200, sealed);
        arrives();
        assertThat(hosts.requests.get(1).uri().getHost()).isEqualTo("spare.test");
    }

    @Test
    void aBrokenDownloadGoesOnWhereItBroke() throws IOException {
        hosts.cut(200, sealed, 300_000, Map.of())
                .cut(206, sealed.slice(300_000, sealed.size()), 0, range(300_000, sealed.size()))
                .silence()
                .answer(206, sealed.slice(300_000, sealed.size()), range(300_000, sealed.size()));
        arrives();
        assertThat(hosts.requests).hasSize(4);
        assertThat(hosts.requests.get(1).headers()).containsEntry("Range", "bytes=300000-");
    }

    @Test
    void aHostWithoutRangesGivesTheBeginningAgain() throws IOException {
        hosts.cut(200, sealed, 100_000, Map.of()).answer(200, sealed);
        arrives();
    }

    @Test
    void aHostThatHasNoMoreHasGivenAll() throws IOException {
        hosts.cut(200, sealed, sealed.size(), Map.of()).answer(416);
        arrives();
    }

    @Test
    void anotherRangeThanAskedForIsNotTaken() throws IOException {
        hosts.cut(200, sealed, 100_000, Map.of())
                .answer(206, sealed.slice(99_999, sealed.size()), range(99_999, sealed.size()))
                .answer(200, sealed);
        arrives();
    }

    /// A byte for each connection would never end otherwise.
    @Test
    void aHostThatGivesNextToNothingIsGivenUp() throws IOException {
        for (var at = 0; at < 4; at++) {
            hosts.cut(at == 0 ? 200 : 206, sealed.slice(at, sealed.size()), 1, range(at, sealed.size()));
        }
        hosts.answer(200, sealed);
        arrives();
        assertThat(hosts.requests).hasSize(5);
        assertThat(hosts.requests.get(4).uri().getHost()).isEqualTo("spare.test");
        assertThat(hosts.requests.get(4).headers()).doesNotContainKey("Range");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void whatIsExpiredIsExpiredEverywhere(int status) throws IOException {
        hosts.answer(status);
        assertThat(fetch()).isEqualTo(new DownloadOutcome.Expired<>(status));
    }

    @Test
    void aDamagedFileMayBeWholeElsewhere() throws IOException {
        hosts.answer(200, TestFile.of(10, new SeededRandom(1)).sealed()).answer(200, sealed);
        arrives();
    }

    @Test
    void damageEverywhereIsSaid() throws IOException {
        hosts.answer(200, sealed.slice(0, 1000)).answer(500);
        assertThat(fetch()).isEqualTo(new DownloadOutcome.Damaged<>(DamagedMedia.Fault.CUT_SHORT));
    }

    @Test
    void troubleEverywhereIsSaid() throws IOException {
        hosts.answer(500);
        for (var i = 0; i < 4; i++) {
            hosts.silence();
        }
        assertThat(fetch())
                .isInstanceOfSatisfying(
                        DownloadOutcome.Unreachable.class,
                        outcome -> assertThat(outcome.why()).startsWith("spare.test"));
    }

    @Test
    void whatIsTooLargeIsRefusedByItsHeadAndByItsBytes() throws IOException {
        var limit = file.plain().size() - 100L;
        hosts.cut(200, sealed, 0, Map.of("Content-Length", String.valueOf(sealed.size())));
        assertThat(downloads.download(file.wanted(), limit, new MemoryTarget(), line))
                .isEqualTo(new DownloadOutcome.TooLarge<>(limit));
        hosts.answer(200, sealed);
        assertThat(downloads.download(file.wanted(), limit, new MemoryTarget(), line))
                .isEqualTo(new DownloadOutcome.TooLarge<>(limit));
    }

    @Test
    void withoutALineTheWellKnownHostsAreAsked() throws IOException {
        hosts.answer(200, sealed);
        assertThat(downloads.download(file.wanted(), MUCH, new MemoryTarget(), new ScriptedLine(false)))
                .isEqualTo(new DownloadOutcome.Fetched<>(file.plain()));
        assertThat(hosts.requests.getFirst().uri().getHost()).isEqualTo("mmg.whatsapp.net");
    }

    @Test
    void aFileAppearsWhenItIsProvenAndNotBefore(@TempDir Path folder) throws IOException {
        var place = folder.resolve("picture");
        Files.writeString(place, "what was here before");
        hosts.answer(200, sealed.slice(0, 200_000)).answer(404);
        try (var target = new FileTarget(place)) {
            assertThat(downloads.download(file.wanted(), MUCH, target, line))
                    .isEqualTo(new DownloadOutcome.Expired<>(404));
        }
        assertThat(folder).isDirectoryContaining(path -> path.equals(place));
        assertThat(place).hasContent("what was here before");
        hosts.answer(200, sealed);
        try (var target = new FileTarget(place)) {
            assertThat(downloads.download(file.wanted(), MUCH, target, line))
                    .isEqualTo(new DownloadOutcome.Fetched<>(place));
        }
        assertThat(place).hasBinaryContent(file.plain().toArray());
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(place);
        }
    }

    @Test
    void aTargetThatFailsIsNoFaultOfTheHosts() {
        hosts.answer(200, sealed);
        var full = new MediaTarget<Octets>() {
            @Override
            public OutputStream begin() {
                return new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("disk full");
                    }
                };
            }

            @Override
            public Octets release() {
                return Octets.EMPTY;
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
        assertThatThrownBy(() -> downloads.download(file.wanted(), MUCH, full, line))
                .hasMessage("disk full");
    }
}
