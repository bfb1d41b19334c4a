package io.wigwag.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.Http;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestLink;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.identity.NoiseIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WireFaultsTest {
    private Sandbox sandbox;
    private TestCompanion ann;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).seed(5).build());
        ann = TestCompanion.linked(sandbox, "ann");
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
        sandbox.close();
    }

    private static Node ping() {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("xmlns", "w:p")
                .attribute("type", "get")
                .build();
    }

    private Fault rule(Layer layer, Direction direction, Action action) {
        return sandbox.faults().add(FaultRule.of(Match.all(layer, direction), action));
    }

    private void untilItFires() throws Exception {
        sandbox.exchange()
                .loop()
                .until(() -> sandbox.events().after(0).stream()
                        .anyMatch(event -> event.type().equals("fault.fired")))
                .get(20, TimeUnit.SECONDS);
    }

    private void answers(TestLink link) throws Exception {
        assertThat(link.query(ping()).attributes().is("type", "result")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "TLS", "WEBSOCKET"})
    void piecesOfAnySizeMakeTheSameConversation(Layer layer) throws Exception {
        rule(layer, Direction.BOTH, new Action.Split(7));
        try (var link = ann.online()) {
            answers(link);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "TLS", "WEBSOCKET"})
    void severalComeAsOne(Layer layer) throws Exception {
        try (var link = ann.online()) {
            var fault = rule(layer, Direction.OUT, new Action.Coalesce(2));
            link.send(ping().toBuilder().set("id", "one").build());
            link.send(ping().toBuilder().set("id", "two").build());
            link.await(node -> node.attributes().is("id", "one"));
            link.await(node -> node.attributes().is("id", "two"));
            assertThat(sandbox.faults().find(fault.id()).orElseThrow().fired()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "FRAME"})
    void aWrongBitEndsTheStreamOfItsSender(Layer layer) throws Exception {
        try (var link = ann.online();
                var other = TestCompanion.linked(sandbox, "bob").online()) {
            sandbox.faults()
                    .add(FaultRule.of(Match.all(layer, Direction.IN), new Action.Truncate(1))
                            .in(Scope.account("name:ann"))
                            .once());
            link.send(ping());
            link.send(ping());
            link.awaitClose();
            answers(other);
        }
    }

    @Test
    void aFlippedBitBreaksAFrame() throws Exception {
        try (var link = ann.online()) {
            sandbox.faults()
                    .add(FaultRule.of(Match.all(Layer.FRAME, Direction.OUT), new Action.Corrupt(1))
                            .once());
            link.send(ping());
            link.awaitClose();
        }
        try (var link = ann.online()) {
            answers(link);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "TLS", "WEBSOCKET", "FRAME"})
    void theConnectionEndsOnEveryLayer(Layer layer) throws Exception {
        for (Action action : new Action[] {new Action.Close(), new Action.Reset()}) {
            try (var link = ann.online()) {
                sandbox.faults()
                        .add(FaultRule.of(Match.all(layer, Direction.IN), action)
                                .once());
                link.send(ping());
                link.awaitClose();
            }
        }
    }

    @Test
    void aDroppedOrRepeatedFrameBreaksTheSealing() throws Exception {
        for (Action action : new Action[] {new Action.Drop(), new Action.Duplicate(1)}) {
            try (var link = ann.online()) {
                sandbox.faults()
                        .add(FaultRule.of(Match.all(Layer.FRAME, Direction.IN), action)
                                .once());
                link.send(ping());
                link.send(ping());
                link.awaitClose();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "TLS", "WEBSOCKET", "FRAME"})
    void whatIsLateComesInItsOrder(Layer layer) throws Exception {
        try (var link = ann.online()) {
            sandbox.faults()
                    .add(FaultRule.of(
                                    Match.all(layer, Direction.OUT),
                                    new Action.Delay(Duration.ofMillis(50), Duration.ofMillis(50), false))
                            .times(5));
            for (var i = 0; i < 10; i++) {
                link.send(ping().toBuilder().set("id", "n" + i).build());
            }
            var came = new ArrayList<String>();
            for (var i = 0; i < 10; i++) {
                came.add(link.await(node -> node.is("iq")).attributes().requireText("id"));
            }
            assertThat(came).containsExactly("n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9");
        }
    }

    @Test
    void bytesComeNoFasterThanTheyMay() throws Exception {
        try (var link = ann.online()) {
            sandbox.exchange().loop().call(() -> {
                sandbox.clock().set(new SandboxClock.Mode.Manual(sandbox.clock().instant()));
                return true;
            });
            rule(Layer.FRAME, Direction.OUT, new Action.Throttle(10));
            link.send(ping().toBuilder().set("id", "slow").build());
            untilItFires();
            assertThat(link.inbox()).noneMatch(node -> node.attributes().is("id", "slow"));
            sandbox.exchange().loop().call(() -> true);
            sandbox.exchange().loop().advance(Duration.ofMinutes(1));
            link.await(node -> node.attributes().is("id", "slow"));
        }
    }

    @Test
    void aSocketStaysOpenAndSilent() throws Exception {
        try (var link = ann.online()) {
            sandbox.faults()
                    .add(FaultRule.of(Match.all(Layer.TCP, Direction.IN), new Action.Blackhole(Optional.empty()))
                            .once());
            link.send(ping().toBuilder().set("id", "lost").build());
            untilItFires();
            assertThat(sandbox.exchange()
                            .loop()
                            .call(() -> sandbox.exchange().connections().size()))
                    .isEqualTo(1);
            assertThat(link.inbox()).noneMatch(node -> node.attributes().is("id", "lost"));
        }
    }

    @ParameterizedTest
    @EnumSource(value = NoiseIdentity.Flaw.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aWrongCertificateIsNoticedByAStrictClient(NoiseIdentity.Flaw flaw) throws Exception {
        var fault = rule(Layer.HANDSHAKE, Direction.OUT, new Action.BadCertificate(flaw));
        assertThatThrownBy(ann::connect).isInstanceOf(Exception.class);
        assertThat(sandbox.faults().find(fault.id()).orElseThrow().fired()).isEqualTo(1);
        sandbox.faults().clear();
        ann.online().close();
    }

    @Test
    void aHandshakeIsNotAnswered() throws Exception {
        rule(Layer.HANDSHAKE, Direction.IN, new Action.Close());
        assertThatThrownBy(ann::connect).isInstanceOf(Exception.class);
    }

    @Test
    void aLoginFailsAsTheTestWants() throws Exception {
        sandbox.faults()
                .add(FaultRule.of(
                                Match.all(Layer.HANDSHAKE, Direction.BOTH),
                                new Action.LoginFailure(402, OptionalInt.of(7), OptionalLong.of(3600)))
                        .in(Scope.account("name:ann")));
        try (var link = ann.connect()) {
            var failure = link.await("failure");
            assertThat(failure.attributes().is("reason", "402")).isTrue();
            assertThat(failure.attributes().is("code", "7")).isTrue();
            assertThat(failure.attributes().is("expire", "3600")).isTrue();
            link.awaitClose();
        }
        TestCompanion.linked(sandbox, "bob").online().close();
    }

    private static Action.Http http(int status, String body) {
        return new Action.Http(
                OptionalInt.of(status),
                Map.of("retry-after", "5"),
                Optional.of(Octets.wrap(body.getBytes(StandardCharsets.UTF_8))),
                OptionalLong.empty());
    }

    @Test
    void aRequestGetsAnotherAnswer() throws Exception {
        try (var client = new Http(sandbox)) {
            sandbox.faults()
                    .add(FaultRule.of(Match.all(Layer.HTTP, Direction.IN).path("/v/*"), http(503, "later"))
                            .once());
            var blob = sandbox.blobs().store("image", Octets.ofHex("010203"));
            var answer = client.get(blob.path());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("later");
            assertThat(answer.headers().firstValue("retry-after")).contains("5");
            assertThat(client.get(blob.path()).body()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void aDownloadBreaksOff() throws Exception {
        try (var client = new Http(sandbox)) {
            for (var size : new int[] {1000, 2_000_000}) {
                var blob = sandbox.blobs().store("image", Octets.wrap(new byte[size]));
                sandbox.faults()
                        .add(FaultRule.of(
                                        Match.all(Layer.HTTP, Direction.IN).path("/v/*"),
                                        new Action.Http(
                                                OptionalInt.empty(), Map.of(), Optional.empty(), OptionalLong.of(10)))
                                .once());
                assertThatThrownBy(() -> client.get(blob.path())).isInstanceOf(IOException.class);
                assertThat(client.get(blob.path()).body()).hasSize(size);
            }
        }
    }

    @Test
    void aRequestIsNotAnsweredAtAll() throws Exception {
        for (Action action : new Action[] {new Action.Close(), new Action.Reset()}) {
            try (var client = new Http(sandbox)) {
                rule(Layer.HTTP, Direction.IN, action);
                assertThatThrownBy(() -> client.get("/")).isInstanceOf(IOException.class);
                sandbox.faults().clear();
                assertThat(client.get("/").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void anAnswerIsLateByTheSandboxesTime() throws Exception {
        try (var client = new Http(sandbox)) {
            var fault = rule(Layer.HTTP, Direction.IN, new Action.Delay(Duration.ofMillis(20), Duration.ZERO, false));
            assertThat(client.get("/").statusCode()).isEqualTo(200);
            assertThat(sandbox.faults().find(fault.id()).orElseThrow().fired()).isEqualTo(1);
        }
    }

    @Test
    void whoeverMakesRulesCanEndThem() throws Exception {
        try (var client = new Http(sandbox)) {
            for (var layer : new String[] {"tcp", "tls"}) {
                var rule = "{\"match\":{\"layer\":\"" + layer + "\"},\"action\":{\"reset\":{}}}";
                assertThat(client.call("POST", "/admin/faults", rule).path("id").asLong())
                        .isPositive();
            }
            assertThat(client.call("GET", "/admin/faults", "").path("faults").size())
                    .isEqualTo(2);
            client.send(client.request("/admin/faults").DELETE());
        }
        ann.online().close();
    }
}
