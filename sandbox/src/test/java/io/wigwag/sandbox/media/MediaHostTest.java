package io.wigwag.sandbox.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.crypto.Sha256;
import io.wigwag.sandbox.Http;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.world.Account;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaHostTest {
    private Sandbox sandbox;
    private Http http;
    private String auth;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).seed(7).build());
        http = new Http(sandbox);
        auth = sandbox.exchange().loop().call(() -> {
            var account = sandbox.exchange().createAccount("ann", "ann", Account.Kind.HEADLESS);
            return sandbox.mediaAuth().of(account);
        });
    }

    @AfterEach
    void stop() {
        http.close();
        sandbox.close();
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String token(byte[] body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.hash(body));
    }

    private String target(String kind, byte[] body) {
        return "/mms/" + kind + "/" + token(body) + "?auth=" + auth + "&token=" + token(body);
    }

    private String uploaded(byte[] body) throws Exception {
        return Http.json(http.post(target("image", body), body))
                .path("direct_path")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 20, (1 << 20) + 1, 5_000_000})
    void bytesBackAreBytesIn(int size) throws Exception {
        var body = bytes(size);
        var answer = http.post(target("image", body), body);
        assertThat(answer.statusCode()).isEqualTo(200);
        var described = Http.json(answer);
        var path = described.path("direct_path").asString();
        assertThat(path).startsWith("/v/");
        assertThat(described.path("url").asString()).isEqualTo(http.base() + path);
        assertThat(described.path("handle").asString()).isNotEmpty();
        assertThat(described.path("object_id").asString()).isNotEmpty();
        var back = http.get(path);
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/newsletter/newsletter-image/", "/product/image/", "/pps/photo/", "/mms/anything-new/"})
    void allPathsOfUploadsAreTaken(String path) throws Exception {
        var body = bytes(100);
        var answer = http.post(path + token(body) + "?auth=" + auth, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(http.get(Http.json(answer).path("direct_path").asString()).body())
                .isEqualTo(body);
    }

    @Test
    void aTokenMayBePadded() throws Exception {
        var body = bytes(50);
        var padded = Base64.getUrlEncoder().encodeToString(Sha256.hash(body)).replace("=", "%3D");
        assertThat(http.post("/mms/image/" + padded + "?auth=" + auth, body).statusCode())
                .isEqualTo(200);
        assertThat(sandbox.events().after(0)).noneMatch(event -> event.type().equals("media.mismatch"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?a=1", "&hash=%s&mms-type=image", "?ccb=1&hash=%s", "&x?y&z"})
    void whatStandsBehindThePathIsNoPartOfIt(String behind) throws Exception {
        var body = bytes(77);
        var target = uploaded(body) + behind.formatted(token(body));
        assertThat(http.get(target).body()).isEqualTo(body);
    }

    @Test
    void anotherHashThanTheBlobsIsNotFound() throws Exception {
        var path = uploaded(bytes(10));
        assertThat(http.get(path + "&hash=" + token(bytes(11))).statusCode()).isEqualTo(404);
        assertThat(http.get("/v/image/none").statusCode()).isEqualTo(404);
        assertThat(sandbox.events().after(0))
                .filteredOn(event -> event.type().equals("media.missing"))
                .hasSize(2);
    }

    @Test
    void uploadsNeedTheWordOfAnAccount() throws Exception {
        var body = bytes(10);
        assertThat(http.post("/mms/image/" + token(body), body).statusCode()).isEqualTo(401);
        assertThat(http.post("/mms/image/" + token(body) + "?auth=x", body).statusCode())
                .isEqualTo(401);
        assertThat(sandbox.blobs().all()).isEmpty();
    }

    @Test
    void aQuestionStoresNothing() throws Exception {
        var body = bytes(2000);
        assertThat(Http.json(http.post(target("image", body) + "&resume=1", new byte[0]))
                        .path("resume")
                        .asString())
                .isEqualTo("0");
        assertThat(sandbox.blobs().all()).isEmpty();
        var path = uploaded(body);
        var known = Http.json(http.post(target("image", body) + "&resume=1", new byte[0]));
        assertThat(known.path("resume").asString()).isEqualTo("complete");
        assertThat(known.path("direct_path").asString()).isEqualTo(path);
    }

    @Test
    void anUploadGoesOnWhereItsConnectionBroke() throws Exception {
        var body = bytes(3_000_000);
        var half = 1_700_000;
        var question = target("video", body) + "&resume=1";
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.plainPort().orElseThrow())) {
            var out = socket.getOutputStream();
            out.write(("POST " + target("video", body) + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n")
                    .getBytes(UTF_8));
            out.write(body, 0, half);
            out.flush();
        }
        var held = 0;
        while (held == 0) {
            held = Integer.parseInt(
                    Http.json(http.post(question, new byte[0])).path("resume").asString());
        }
        assertThat(held).isEqualTo(half);
        var rest = Arrays.copyOfRange(body, half, body.length);
        var answer = Http.json(http.post(target("video", body) + "&file_offset=" + half, rest));
        assertThat(http.get(answer.path("direct_path").asString()).body()).isEqualTo(body);
    }

    @Test
    void piecesMakeAWhole() throws Exception {
        var body = bytes(1000);
        var target = target("video", body) + "&file_offset=";
        var first = http.post(target + 0, Arrays.copyOfRange(body, 0, 400));
        assertThat(Http.json(first).path("resume").asString()).isEqualTo("400");
        var second = http.post(target + 300, Arrays.copyOfRange(body, 300, 1000));
        assertThat(http.get(Http.json(second).path("direct_path").asString()).body())
                .isEqualTo(body);
        assertThat(http.post(target("video", bytes(9)) + "&file_offset=5", bytes(4))
                        .statusCode())
                .isEqualTo(409);
        assertThat(http.post(target + "x", bytes(4)).statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsNotItsTokenIsAnEventAndStrictlyAnError() throws Exception {
        var target = target("image", bytes(5));
        assertThat(http.post(target, bytes(6)).statusCode()).isEqualTo(200);
        assertThat(sandbox.events().after(0)).anyMatch(event -> event.type().equals("media.mismatch"));
        sandbox.exchange().loop().call(() -> sandbox.exchange().settings().strict = true);
        assertThat(http.post(target, bytes(6)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-0", "10-19", "990-", "-7", "0-5000", "999-999"})
    void aRangeIsAPart(String range) throws Exception {
        for (var size : new int[] {1000, (1 << 20) + 1000}) {
            var body = bytes(size);
            var path = uploaded(body);
            var answer = http.send(http.request(path).header("Range", "bytes=" + range));
            var ends = range.split("-", -1);
            var from = ends[0].isEmpty() ? size - Integer.parseInt(ends[1]) : Integer.parseInt(ends[0]);
            var to = ends[0].isEmpty() || ends[1].isEmpty() ? size : Math.min(size, Integer.parseInt(ends[1]) + 1);
            assertThat(answer.statusCode()).isEqualTo(206);
            assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(body, from, to));
            assertThat(answer.headers().firstValue("Content-Range"))
                    .contains("bytes " + from + "-" + (to - 1) + "/" + size);
        }
    }

    @Test
    void aRangeBehindTheEndIsRefusedAndAnUnreadableOneIgnored() throws Exception {
        var path = uploaded(bytes(10));
        var behind = http.send(http.request(path).header("Range", "bytes=10-"));
        assertThat(behind.statusCode()).isEqualTo(416);
        assertThat(behind.headers().firstValue("Content-Range")).contains("bytes */10");
        for (var other : new String[] {"bytes=-", "lines=1-2", "bytes=1-2,4-5"}) {
            assertThat(http.send(http.request(path).header("Range", other)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void headTellsTheSizeAndTheTagSparesTheBody() throws Exception {
        var path = uploaded(bytes(1234));
        var head = http.send(http.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains("1234");
        var etag = head.headers().firstValue("ETag").orElseThrow();
        var again = http.send(http.request(path).header("If-None-Match", etag));
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void aBlobEndsByTheSandboxClock() throws Exception {
        var loop = sandbox.exchange().loop();
        loop.call(() -> {
            sandbox.clock().set(new SandboxClock.Mode.Manual(sandbox.clock().instant()));
            return true;
        });
        var path = uploaded(bytes(10));
        loop.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(http.get(path).statusCode()).isEqualTo(200);
        loop.advance(Duration.ofSeconds(1));
        assertThat(http.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aDeletedUploadIsGone() throws Exception {
        var body = bytes(10);
        var path = uploaded(body);
        var delete = http.request(target("image", body)).DELETE();
        assertThat(http.send(delete).statusCode()).isEqualTo(200);
        assertThat(http.get(path).statusCode()).isEqualTo(404);
        assertThat(http.send(delete).statusCode()).isEqualTo(404);
    }

    @Test
    void uploadsAtTheSameTimeDoNotMix() throws Exception {
        var begin = new CountDownLatch(1);
        var threads = new Thread[8];
        var answers = new HttpResponse<?>[threads.length];
        for (var i = 0; i < threads.length; i++) {
            var n = i;
            threads[i] = Thread.ofVirtual().start(() -> {
                try {
                    begin.await();
                    var body = bytes(1_500_000 + n);
                    answers[n] = http.get(uploaded(body));
                } catch (Exception failure) {
                    throw new AssertionError(failure);
                }
            });
        }
        begin.countDown();
        for (var i = 0; i < threads.length; i++) {
            threads[i].join();
            assertThat(answers[i].body()).isEqualTo(bytes(1_500_000 + i));
        }
    }
}
