package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `kill -9` of a gateway at any moment, while clients hand messages in and people write to the device: nothing is
/// lost, nobody gets anything twice or in another order, each event is told once. By hand:
/// `-Dwigwag.kills=20 -Dwigwag.kills.mail=500 -Dwigwag.kills.seed=N`.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledGatewayTest {
    private static final int KILLS = Integer.getInteger("wigwag.kills", 3);
    private static final int MAIL = Integer.getInteger("wigwag.kills.mail", 60);
    private static final long SEED = Long.getLong("wigwag.kills.seed", 23);
    private static final String BEGINNING = "evt_" + "0".repeat(26);
    private static final List<String> STATES = List.of("sent", "delivered", "read");

    @TempDir
    private Path folder = Path.of("");

    /// A permit for every message that was handed in, and for every one that came to a phone.
    private final Semaphore progress = new Semaphore(0);

    /// The text of every message that was handed in, by its id.
    private final Map<String, String> handedIn = new ConcurrentHashMap<>();

    @Test
    void nothingIsLostDoubledOrToldTwice() throws Exception {
        try (var sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).build());
                var gateway = new KillableGateway(sandbox, folder);
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var ana = sandbox.phones().create("ana");
                var friends = List.of(
                        new Friend(sandbox.phones().create("ben"), ana),
                        new Friend(sandbox.phones().create("cleo"), ana));
                gateway.start();
                var device = link(gateway, ana);
                sandbox.events().listen(event -> {
                    if (event.type().equals("phone.received")) {
                        progress.release();
                    }
                });
                var talks = friends.stream()
                        .map(friend -> pool.submit(() -> {
                            talk(gateway, device, friend);
                            return friend;
                        }))
                        .toList();
                kill(gateway, friends);
                for (var talk : talks) {
                    talk.get();
                }
                awaitEnd(gateway, friends);
                check(gateway, device, friends);
                assertThat(sandbox.exchange().loop().failures()).isZero();
            } catch (Exception | AssertionError failed) {
                throw new AssertionError("seed " + SEED + "\n" + gateway.log(), failed);
            }
        }
    }

    private static String link(KillableGateway gateway, VirtualPhone phone) throws Exception {
        var device = gateway.ask("POST", "/v1/devices", "{}", 201).at("/id").stringValue();
        var qr = gateway.get("/v1/devices/" + device + "/qr?format=json&wait=10");
        try (var events = gateway.listen(BEGINNING)) {
            var _ = phone.scan(qr.at("/text").stringValue());
            var state = "";
            while (!state.equals("online")) {
                state = events.next("device.status").at("/data/state").stringValue();
            }
        }
        return device;
    }

    /// Both sides write, in turns; each message is handed in until it is taken.
    private void talk(KillableGateway gateway, String device, Friend friend) throws Exception {
        for (var number = 0; number < MAIL / 2; number++) {
            var text = text(friend, number);
            var wish = "{\"device\":\"%s\",\"to\":\"%s\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}"
                    .formatted(device, friend.number(), text);
            var taken = gateway.ask("POST", "/v1/messages", wish, 202, "Idempotency-Key", "once " + text);
            assertThat(handedIn.put(taken.at("/id").stringValue(), text)).isNull();
            progress.release();
            friend.write();
        }
    }

    private static String text(Friend friend, int number) {
        return "out " + friend.number() + " " + number;
    }

    private void kill(KillableGateway gateway, List<Friend> friends) throws Exception {
        var random = new SplittableRandom(SEED);
        var moments = new TreeSet<Integer>();
        while (moments.size() < KILLS) {
            moments.add(random.nextInt(1, 2 * MAIL));
        }
        var past = 0;
        for (var moment : moments) {
            assertThat(progress.tryAcquire(moment - past, 2, TimeUnit.MINUTES))
                    .as("goes on after %d of %s", past, moments)
                    .isTrue();
            past = moment;
            gateway.kill();
            friends.forEach(Friend::write);
            gateway.start();
        }
    }

    /// Until every message is read, and everything that was written has been told.
    private void awaitEnd(KillableGateway gateway, List<Friend> friends) throws Exception {
        var missing = ConcurrentHashMap.<String>newKeySet();
        missing.addAll(handedIn.keySet());
        friends.forEach(friend -> missing.addAll(friend.written()));
        try (var events = gateway.listen(BEGINNING)) {
            var end = CompletableFuture.runAsync(
                    () -> strike(events, missing), task -> Thread.ofVirtual().start(task));
            end.get(2, TimeUnit.MINUTES);
        } catch (TimeoutException over) {
            throw new AssertionError("never came to an end: " + missing + shown(gateway, missing), over);
        }
    }

    private static void strike(Listening events, Set<String> missing) {
        while (!missing.isEmpty()) {
            var event = events.next();
            var data = event.at("/data");
            switch (event.at("/type").stringValue()) {
                case "message.received" ->
                    missing.remove(data.at("/waMessageId").stringValue());
                case "message.status" -> {
                    if (data.at("/status").stringValue().equals("read")) {
                        missing.remove(data.at("/message").stringValue());
                    }
                }
                default -> {
                    // Of the device.
                }
            }
        }
    }

    private static String shown(KillableGateway gateway, Set<String> missing) throws Exception {
        var shown = new StringBuilder();
        for (var id : missing) {
            if (id.startsWith("msg_")) {
                shown.append('\n').append(gateway.get("/v1/messages/" + id));
            }
        }
        return shown.toString();
    }

    private void check(KillableGateway gateway, String device, List<Friend> friends) throws Exception {
        for (var friend : friends) {
            assertThat(friend.texts())
                    .isEqualTo(IntStream.range(0, MAIL / 2)
                            .mapToObj(number -> text(friend, number))
                            .toList());
            assertThat(friend.refused()).isEmpty();
        }
        var written =
                friends.stream().flatMap(friend -> friend.written().stream()).toList();
        var out = new HashMap<String, String>();
        var in = new ArrayList<String>();
        for (var message : all(gateway, "/v1/messages?limit=200&device=" + device)) {
            if (message.at("/direction").stringValue().equals("out")) {
                assertThat(message.at("/status").stringValue()).isEqualTo("read");
                out.put(message.at("/id").stringValue(), message.at("/text").stringValue());
            } else {
                in.add(message.at("/text").stringValue());
            }
        }
        assertThat(out).isEqualTo(handedIn);
        assertThat(in).containsExactlyInAnyOrderElementsOf(written);
        checkEvents(all(gateway, "/v1/events?limit=200&device=" + device), written);
        var state = gateway.get("/v1/devices/" + device);
        assertThat(state.at("/status/state").stringValue()).isEqualTo("online");
    }

    private static List<JsonNode> all(KillableGateway gateway, String path) throws Exception {
        var found = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = gateway.get(path + next);
            page.get("data").forEach(found::add);
            next = page.at("/page/nextCursor").stringValue("");
            next = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!next.isEmpty());
        return found;
    }

    /// Each message that came is told once, and what becomes of ours goes forward only, each step once. A step is left
    /// out where a later one was heard of first: a receipt says that the server had the message, too.
    private void checkEvents(List<JsonNode> events, List<String> written) {
        var received = new ArrayList<String>();
        var steps = new HashMap<String, List<String>>();
        var linked = 0;
        var ids = new HashSet<String>();
        for (var event : events) {
            assertThat(ids.add(event.at("/id").stringValue())).isTrue();
            switch (event.at("/type").stringValue()) {
                case "message.received" ->
                    received.add(event.at("/data/waMessageId").stringValue());
                case "message.status" ->
                    steps.computeIfAbsent(event.at("/data/message").stringValue(), _ -> new ArrayList<>())
                            .add(event.at("/data/status").stringValue());
                case "device.linked" -> linked++;
                case "device.status", "device.caught_up" -> {
                    // It went and came.
                }
                case String other -> throw new AssertionError(other + ": " + event);
            }
        }
        assertThat(received).containsExactlyInAnyOrderElementsOf(written);
        assertThat(steps.keySet()).isEqualTo(handedIn.keySet());
        assertThat(steps.values())
                .allSatisfy(told -> assertThat(told)
                        .isSubsetOf(STATES)
                        .isSortedAccordingTo(Comparator.comparingInt(STATES::indexOf))
                        .doesNotHaveDuplicates()
                        .endsWith("read"));
        assertThat(linked).isEqualTo(1);
    }
}
