package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.migration.Migration;
import io.wigwag.storage.migration.Migration.Stage;
import io.wigwag.storage.migration.Migrations;
import io.wigwag.storage.migration.NewerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Migrations: each once, by one, from wherever it stopped, and never under somebody's feet.
public abstract class MigrationContract extends StoreContract {
    private static final Schema SECRETS =
            Schema.named("secrets").sealed(Note.BODY).build();
    private static final RecordType<Note> SECRET = new RecordType<>(SECRETS, Note.TYPE.codec());

    /// Old notes have a chat; new ones have a state that is derived from it; then the chat goes.
    private static final Migration EXPAND =
            new Migration(1, "notes have a state", Stage.EXPAND, Note.SCHEMA, (id, before) -> stated(before));
    private static final Migration CONTRACT =
            new Migration(2, "notes have no chat", Stage.CONTRACT, Note.SCHEMA, (id, before) -> chatless(before));

    private int joined;

    private static Optional<Document> stated(Document before) {
        return before.get(Note.CHAT)
                .filter(chat -> !before.has(Note.STATE))
                .map(chat -> before.toBuilder().put(Note.STATE, "of " + chat).build());
    }

    private static Optional<Document> chatless(Document before) {
        return before.get(Note.CHAT)
                .map(chat -> before.toBuilder().remove(Note.CHAT.name()).build());
    }

    @Override
    protected List<Schema> furtherSchemas() {
        return Stream.of(Leases.schemas(), Migrations.schemas(), List.of(SECRETS))
                .flatMap(List::stream)
                .toList();
    }

    private Leases leases(DocumentStore through) {
        var id = "m" + joined++;
        var membership = Membership.join(through, id, "host", () -> Instant.EPOCH, () -> 1, Duration.ofSeconds(10));
        return new Leases(through, membership, Set.of(Migrations.schemas().getFirst()));
    }

    private static Migrations migrations(DocumentStore through, Migration... known) {
        return new Migrations(through, () -> Instant.EPOCH, List.of(known));
    }

    private List<Migrations.Report> run(Stage upTo, Migration... known) {
        return migrations(store, known).run(upTo, leases(store)).orElseThrow();
    }

    private void oldNotes(int count) {
        var batch = store.batch();
        for (var i = 0; i < count; i++) {
            var tenant = i % 3 == 0 ? BO : ANA;
            batch.insert(store.records(Note.TYPE, tenant), Note.with("n%04d".formatted(i), Note.CHAT, "c" + i));
        }
        batch.commit();
    }

    private List<StoredDocument> everything() {
        return adapter.find(
                Note.SCHEMA, Tenant.SYSTEM, Query.on(Index.EVERYTHING).limit(Query.MAX_LIMIT));
    }

    @Test
    void everyDocumentIsRewrittenOnce() {
        oldNotes(450);
        notes().insert(Note.with("new", Note.STATE, "new"));
        var report = new Migrations.Report(1, "notes have a state", Stage.EXPAND, 451, 450);
        assertThat(run(Stage.EXPAND, EXPAND)).containsExactly(report);
        assertThat(everything()).allMatch(stored -> stored.document().has(Note.STATE));
        assertThat(run(Stage.EXPAND, EXPAND)).isEmpty();
        assertThat(everything()).allMatch(stored -> stored.version() <= 2);
    }

    @Test
    void aDryRunCountsAndWritesNothing() {
        oldNotes(250);
        var before = everything();
        var migrations = migrations(store, EXPAND, CONTRACT);
        assertThat(migrations.dryRun(Stage.CONTRACT))
                .extracting(Migrations.Report::examined, Migrations.Report::changed)
                .containsExactly(tuple(250L, 250L), tuple(250L, 250L));
        assertThat(everything()).isEqualTo(before);
        assertThat(migrations.pending(Stage.CONTRACT)).containsExactly(EXPAND, CONTRACT);
    }

    @Test
    void contractionsWaitUntilTheyAreAskedFor() {
        oldNotes(3);
        var afterwards = new Migration(3, "later", Stage.EXPAND, Note.SCHEMA, (id, before) -> Optional.empty());
        assertThat(run(Stage.EXPAND, EXPAND, CONTRACT, afterwards))
                .extracting(Migrations.Report::number)
                .containsExactly(1);
        assertThat(everything()).allMatch(stored -> stored.document().has(Note.CHAT));
        assertThat(run(Stage.CONTRACT, EXPAND, CONTRACT, afterwards))
                .extracting(Migrations.Report::number)
                .containsExactly(2, 3);
        assertThat(everything()).noneMatch(stored -> stored.document().has(Note.CHAT));
    }

    @Test
    void anOlderProgramWorksBesideExpansionsAndRefusesAfterContractions() throws Exception {
        run(Stage.EXPAND, EXPAND, CONTRACT);
        assertThatCode(() -> migrations(store).check()).doesNotThrowAnyException();
        run(Stage.CONTRACT, EXPAND, CONTRACT);
        migrations(store, EXPAND, CONTRACT).check();
        assertThatThrownBy(() -> migrations(store, EXPAND).check())
                .isInstanceOf(NewerStore.class)
                .hasMessageContaining("notes have no chat");
    }

    @Test
    void sealedFieldsAreOpenedAndSealedAgain() {
        var secrets = store.records(SECRET, ANA);
        secrets.insert(Note.with("one", Note.BODY, Octets.ofHex("0102")));
        run(
                Stage.EXPAND,
                new Migration(
                        1,
                        "longer bodies",
                        Stage.EXPAND,
                        SECRETS,
                        (id, before) -> before.get(Note.BODY)
                                .filter(body -> body.size() < 3)
                                .map(body -> before.toBuilder()
                                        .put(Note.BODY, Octets.concat(body, Octets.ofHex("03")))
                                        .build())));
        assertThat(secrets.get("one").orElseThrow().record())
                .isEqualTo(Note.with("one", Note.BODY, Octets.ofHex("010203")));
        assertThat(adapter.load(SECRETS, ANA, List.of("one"))
                        .getFirst()
                        .document()
                        .get(Note.BODY))
                .as("sealed in the store")
                .isNotEqualTo(Optional.of(Octets.ofHex("010203")));
    }

    @Test
    void onlyOneProcessRunsThem() {
        oldNotes(3);
        var refused = new ArrayList<Boolean>();
        var watched = new Migration(1, "watched", Stage.EXPAND, Note.SCHEMA, (id, before) -> {
            refused.add(
                    migrations(store, EXPAND).run(Stage.EXPAND, leases(store)).isEmpty());
            return stated(before);
        });
        run(Stage.EXPAND, watched);
        assertThat(refused).hasSize(3).containsOnly(true);
    }

    @Test
    void aWriterInBetweenLosesNothing() {
        oldNotes(3);
        var calls = new AtomicInteger();
        var disturbed = new Migration(1, "disturbed", Stage.EXPAND, Note.SCHEMA, (id, before) -> {
            if (calls.getAndIncrement() == 1) {
                assertThat(notes().update("n0002", Update.set(Note.RANK, 7L))).isPresent();
            }
            return stated(before);
        });
        run(Stage.EXPAND, disturbed);
        assertThat(everything()).allMatch(stored -> stored.document().has(Note.STATE));
        assertThat(notes().get("n0002").orElseThrow().record().fields().get(Note.RANK))
                .contains(7L);
    }

    @Test
    void whereOneStopsTheNextGoesOn() {
        oldNotes(700);
        var random = new SplittableRandom(18);
        var examined = new AtomicInteger();
        var counting = new Migration(1, "counting", Stage.EXPAND, Note.SCHEMA, (id, before) -> {
            examined.incrementAndGet();
            return stated(before);
        });
        var stops = 0;
        while (true) {
            var flaky = new FlakyAdapter(adapter, () -> random.nextInt(12) == 0);
            try {
                var through = DocumentStore.open(flaky, new ScrambleSealer(), furtherSchemas());
                var reports = migrations(through, counting).run(Stage.EXPAND, leases(through));
                if (reports.isPresent()) {
                    break;
                }
                // The one that was stopped still has the lease; its successor waits until it is gone.
                bury();
            } catch (StoreUnavailable lost) {
                stops++;
                bury();
            }
        }
        assertThat(stops).isPositive();
        assertThat(everything())
                .hasSize(700)
                .allMatch(stored -> stored.document().has(Note.STATE));
        assertThat(everything()).allMatch(stored -> stored.version() == 2);
        assertThat(examined.get()).as("pages that were done are not read again").isLessThan(700 + 200 * stops + 200);
    }

    /// Everybody else is declared gone, by one whose time flies.
    private void bury() {
        var time = new long[] {1};
        var undertaker = Membership.join(
                store, "u" + joined++, "host", () -> Instant.EPOCH, () -> time[0], Duration.ofSeconds(10));
        undertaker.buryTheSilent();
        time[0] += Duration.ofSeconds(60).toNanos();
        undertaker.buryTheSilent();
        undertaker.leave();
    }
}
