package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.WriteConflict;
import io.wigwag.storage.seal.MasterRotation;
import io.wigwag.storage.seal.Resealing;
import io.wigwag.storage.seal.Resealing.Step;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// New keys for a store in use: both the master key and all data keys are replaced while others write, in steps
/// that any process may go on with. `-Dreseal.records=100000` for the size of a real store.
public abstract class ResealingContract extends SealedContract {
    private static final int RECORDS = Integer.getInteger("reseal.records", 2_000);
    private static final int WRITERS = 4;
    private static final int PAGE = 500;
    private static final long SEED = 20261121;

    @Test
    void allKeysAreReplacedWhileOthersWrite() throws Exception {
        fill(RECORDS);
        var second = masterKey("second");
        process = process(masterKeys(master, second));
        var done = new AtomicBoolean();
        var written = new ArrayList<long[]>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<long[]>>();
            for (var i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(writer(i, done)));
            }
            try {
                rotateAll();
                // As after the restart with the new key in front; the writers still wrap with the old one.
                new MasterRotation(process.chains(), masterKeys(second, master)).run();
            } finally {
                done.set(true);
            }
            for (var writer : writers) {
                written.add(writer.get());
            }
        }

        var alone = process(masterKeys(second));
        var records = alone.store().records(Letter.TYPE, ANA);
        var count = 0;
        var cursor = Cursor.START;
        List<Letter> page;
        do {
            var found = records.find(Query.on(Index.BY_ID).limit(PAGE).after(cursor));
            page = found.records();
            for (var letter : page) {
                var editions = 1L;
                for (var writer : written) {
                    editions += writer[count];
                }
                var was = letter(count++);
                assertThat(letter.id()).isEqualTo(was.id());
                assertThat(letter.text()).isEqualTo(was.text());
                assertThat(letter.key()).isEqualTo(was.key());
                assertThat(letter.edition()).as("seed %d", SEED).isEqualTo(editions);
            }
            cursor = found.next().orElse(Cursor.START);
        } while (!cursor.isStart());
        assertThat(count).isEqualTo(RECORDS);
        assertThatThrownBy(() -> process(masterKeys(master))
                        .store()
                        .records(Letter.TYPE, ANA)
                        .get(letter(0).id()))
                .isInstanceOf(StoreUnavailable.class)
                .hasCauseInstanceOf(MasterKeyTrouble.Unknown.class);
    }

    @Test
    void itWaitsForProcessesThatMayStillHoldTheOldKey() {
        fill(10);
        var grace = Duration.ofMinutes(7);
        assertThat(step(grace)).isEqualTo(new Step.Advanced(0));
        assertThat(step(grace)).isEqualTo(new Step.Waiting(now.plus(grace)));
        now = now.plus(grace);
        assertThat(step(grace)).isEqualTo(new Step.Advanced(10));
        assertThat(step(grace)).isEqualTo(new Step.Finished(10));
        assertThat(step(grace)).as("a new one").isEqualTo(new Step.Advanced(0));
    }

    @Test
    void theOldKeyIsGoneAfterwards() {
        fill(1);
        var before = adapter.load(Letter.SCHEMA, ANA, List.of(letter(0).id())).getFirst();
        rotateAll();
        var after = adapter.load(Letter.SCHEMA, ANA, List.of(letter(0).id())).getFirst();
        assertThat(after.version()).isEqualTo(before.version() + 1);

        adapter.write(List.of(Tampering.restored(Letter.SCHEMA, before)));
        assertThatThrownBy(() ->
                        process.store().records(Letter.TYPE, ANA).get(letter(0).id()))
                .hasMessageContaining("generation 1");
    }

    /// Every step by a process that has seen nothing of the ones before.
    private void rotateAll() {
        Step step;
        do {
            step = step(Duration.ZERO);
        } while (!(step instanceof Step.Finished));
    }

    private Step step(Duration grace) {
        return new Resealing(process.store(), SCHEMAS, process.chains(), process.keys(), clock, grace).step(ANA);
    }

    private void fill(int records) {
        var letters = process.store().records(Letter.TYPE, ANA);
        for (var from = 0; from < records; from += PAGE) {
            var batch = process.store().batch();
            for (var i = from; i < Math.min(records, from + PAGE); i++) {
                batch.insert(letters, letter(i));
            }
            batch.commit();
        }
    }

    /// Writes editions until told to stop; how many of each letter.
    private Callable<long[]> writer(int number, AtomicBoolean done) {
        var random = new Random(SEED + number);
        var letters = process.store().records(Letter.TYPE, ANA);
        return () -> {
            var written = new long[RECORDS];
            while (!done.get()) {
                var index = random.nextInt(RECORDS);
                var found = letters.get(letter(index).id()).orElseThrow();
                try {
                    letters.replace(found.with(found.record().next()));
                    written[index]++;
                } catch (WriteConflict overtaken) {
                    Thread.onSpinWait(); // Another writer or the walk was faster; the next round tries another one.
                }
            }
            return written;
        };
    }
}
