package io.wigwag.storage.document;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Whole numbers that only the store changes: sequences, that give each number once, and counters, that are
/// written in the same batch as what they count.
public final class Tallies {
    public static final Schema SCHEMA = Schema.named("tallies").build();
    static final RecordType<Tally> TYPE = new RecordType<>(SCHEMA, new Codec());

    private static final Field<Long> VALUE = Field.whole("value");

    private final Records<Tally> records;

    /// Declared by every store; named here for copies.
    public static List<Schema> schemas() {
        return List.of(SCHEMA);
    }

    Tallies(Records<Tally> records) {
        this.records = records;
    }

    /// The next number of a sequence, beginning with 1. None is given twice; after a crash some may be left out.
    public long next(String sequence) {
        return reserve(sequence, 1);
    }

    /// Reserves `count` numbers; the first of them.
    public long reserve(String sequence, int count) {
        var last = records.update(sequence, Update.increment(VALUE, count).orInsert())
                .orElseThrow()
                .record()
                .value();
        return last - count + 1;
    }

    /// Adds to a counter together with the batch's other writes.
    public Batch count(Batch batch, String counter, long by) {
        return batch.update(records, counter, Update.increment(VALUE, by).orInsert());
    }

    /// What counters stand at; those that were never counted are left out.
    public Map<String, Long> read(Collection<String> counters) {
        return records.get(counters).stream()
                .collect(Collectors.toUnmodifiableMap(
                        found -> found.record().name(), found -> found.record().value()));
    }

    record Tally(String name, long value) {}

    private static final class Codec implements DocumentCodec<Tally> {
        @Override
        public String id(Tally tally) {
            return tally.name();
        }

        @Override
        public Document encode(Tally tally) {
            return Document.builder().put(VALUE, tally.value()).build();
        }

        @Override
        public Tally decode(String id, Document document) {
            return new Tally(id, document.require(VALUE));
        }
    }
}
