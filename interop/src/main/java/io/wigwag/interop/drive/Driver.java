package io.wigwag.interop.drive;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running driver: commands go in and are answered in any order, events come out. Everything waits with a limit, and
/// what it fails with tells the events and complaints that did come.
public final class Driver implements AutoCloseable {
    /// A file of a message, in base64.
    private static final int LONGEST_TEXT = 1 << 28;

    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build());

    private final DriverProcess process;
    private final Patience patience;
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final DriverEvents events = new DriverEvents();
    private final CompletableFuture<DriverFailure> ended = new CompletableFuture<>();

    private final DriverEvent ready;

    private Driver(List<String> command, Patience patience) throws IOException, DriverFailure, InterruptedException {
        this.patience = patience;
        this.process = new DriverProcess(command, patience.goodbye());
        process.read(this::accept, this::end);
        try {
            this.ready =
                    join(limited(events.take(event -> event.name().equals("ready")), patience.start(), "not ready"));
        } catch (DriverFailure | InterruptedException never) {
            process.close();
            throw never;
        }
    }

    /// Starts a driver and returns when it says that it is ready.
    public static Driver start(List<String> command, DriverOptions options) throws DriverFailure, InterruptedException {
        return start(command, options, Patience.DEFAULT);
    }

    public static Driver start(List<String> command, DriverOptions options, Patience patience)
            throws DriverFailure, InterruptedException {
        var whole =
                Stream.concat(command.stream(), options.arguments().stream()).toList();
        try {
            return new Driver(whole, patience);
        } catch (IOException notThere) {
            throw new DriverFailure("cannot start " + command + ": " + notThere.getMessage(), notThere);
        }
    }

    /// What it said first: which client it holds.
    public DriverEvent ready() {
        return ready;
    }

    /// Sends a command; the answer fails with a [DriverFailure].
    public CompletableFuture<JsonNode> ask(DriverCommand command) {
        var id = lastId.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        try {
            process.write(command.line(id));
        } catch (IOException gone) {
            // The thread that reads it to its end tells how it ended: more than that it takes no more commands.
            process.complain("cannot send " + command.op() + ": " + gone.getMessage());
        }
        if (ended.isDone()) {
            // It ended between the two, and nobody saw this one waiting.
            answer.completeExceptionally(ended.join());
        }
        return limited(answer, patience.answer(), "no answer to " + command);
    }

    /// Sends a command and waits for its answer.
    public JsonNode answer(DriverCommand command) throws DriverFailure, InterruptedException {
        return join(ask(command));
    }

    /// The first event that is wanted and that nobody took yet; it may have come before.
    public CompletableFuture<DriverEvent> event(Predicate<DriverEvent> wanted) {
        return limited(events.take(wanted), patience.answer(), "no event that is wanted");
    }

    public DriverEvent take(String name) throws DriverFailure, InterruptedException {
        return take(name, event -> true);
    }

    public DriverEvent take(String name, Predicate<DriverEvent> wanted) throws DriverFailure, InterruptedException {
        Predicate<DriverEvent> named = event -> event.name().equals(name);
        return join(limited(events.take(named.and(wanted)), patience.answer(), "no event " + name + " that is wanted"));
    }

    /// The events that have come and that nobody took.
    public List<DriverEvent> left() {
        return events.left();
    }

    /// The last lines that it wrote to standard error.
    public String complaints() {
        return process.complaints();
    }

    public long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Ends the driver by the end of its standard input; kills it when it stays.
    @Override
    public void close() {
        process.close();
    }

    private void accept(String line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JacksonException garbage) {
            events.add(DriverEvent.ofStrayLine(line));
            return;
        }
        if (json.has("ev")) {
            events.add(DriverEvent.of(json));
        } else {
            answered(line, json);
        }
    }

    private void answered(String line, JsonNode json) {
        var asked = waiting.remove(json.path("re").asLong(0));
        if (asked == null) {
            events.add(DriverEvent.ofStrayLine(line));
        } else if (json.path("ok").asBoolean(false)) {
            asked.complete(json);
        } else {
            asked.completeExceptionally(new DriverFailure(json.path("error").asString("no reason given")));
        }
    }

    private void end(String how) {
        var failure = failure(how);
        ended.complete(failure);
        events.end(failure);
        waiting.values().forEach(asked -> asked.completeExceptionally(failure));
        waiting.clear();
    }

    private <T> CompletableFuture<T> limited(CompletableFuture<T> future, Duration limit, String what) {
        return future.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).exceptionallyCompose(failed -> {
            var cause = failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
            return CompletableFuture.failedFuture(
                    cause instanceof TimeoutException ? failure(what + " within " + limit) : cause);
        });
    }

    private DriverFailure failure(String what) {
        return new DriverFailure(
                what + "\nevents that nobody took:" + events.newest() + "\nstandard error:\n" + complaints());
    }

    private static <T> T join(CompletableFuture<T> future) throws DriverFailure, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof DriverFailure failure) {
                // Anew, so that the trace shows who waited.
                throw new DriverFailure(String.valueOf(failure.getMessage()), failure);
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
