package io.wigwag.storage.embedded;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.testing.Note;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process that writes and says what was acknowledged, until it is killed: `directory run writers bytes
/// writes`, the last for each writer.
///
/// Each writer does one batch after the other: a note and its twin in another collection, then a count of both.
/// After each it prints `writer number`; after a failure it prints `failed`, whether it says it may be tried
/// again, and ends.
final class WritingChild {
    private final DocumentStore store;
    private final String run;
    private final Octets body;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private WritingChild(DocumentStore store, String run, int bytes) {
        this.store = store;
        this.run = run;
        this.body = Octets.wrap(new byte[bytes]);
    }

    public static void main(String[] arguments) throws Exception {
        var threads = new ArrayList<Thread>();
        try (var store = DataDirectory.open(Path.of(arguments[0]), new EmbeddedSettings(1, 1, 0))) {
            var child = new WritingChild(store, arguments[1], Integer.parseInt(arguments[3]));
            var writes = Integer.parseInt(arguments[4]);
            for (var writer = 0; writer < Integer.parseInt(arguments[2]); writer++) {
                var name = "w" + writer;
                threads.add(Thread.ofPlatform().start(() -> child.write(name, writes)));
            }
            for (var thread : threads) {
                thread.join();
            }
        }
    }

    private void write(String writer, int writes) {
        try {
            for (var number = 0; number < writes; number++) {
                var id = id(run, writer, number);
                store.batch()
                        .insert(
                                DataDirectory.notes(store),
                                Note.with(id, Note.BODY, body).and(Note.WORDS, List.of(writer)))
                        .insert(DataDirectory.otherNotes(store), Note.with(id, Note.BODY, body))
                        .update(
                                DataDirectory.otherNotes(store),
                                counter(run, writer),
                                Update.increment(Note.RANK, 1).orInsert())
                        .commit();
                say(writer + " " + number);
            }
        } catch (StoreException failed) {
            say("failed " + (failed instanceof StoreUnavailable unavailable && unavailable.retryable()));
        }
    }

    /// One write to the pipe for each line: lines of different writers never mix.
    private void say(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyListens) {
            Runtime.getRuntime().halt(1);
        }
    }

    static String id(String run, String writer, int number) {
        return run + "/" + writer + "/" + "%08d".formatted(number);
    }

    static String counter(String run, String writer) {
        return "counter/" + run + "/" + writer;
    }
}
