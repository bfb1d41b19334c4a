package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Tenant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is done, in whatever order: an adapter answers as the model does. `-Dseed=N` runs one seed, `-Dseeds=N`
/// that many.
public abstract class ModelContract extends StoreContract {
    private static final int OPERATIONS = 300;

    static LongStream seeds() {
        var one = Long.getLong("seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, Integer.getInteger("seeds", 10));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answersAsTheModelDoes(long seed) {
        var operations = new RandomOperations(seed);
        var model = new MemoryAdapter();
        model.declare(List.of(Note.SCHEMA));
        for (var step = 0; step < OPERATIONS; step++) {
            var operation = operations.next();
            assertThat(operation.apply(adapter))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(operation.apply(model));
        }
        var everything = Query.on(Index.EVERYTHING).limit(Query.MAX_LIMIT);
        assertThat(adapter.find(Note.SCHEMA, Tenant.SYSTEM, everything))
                .isEqualTo(model.find(Note.SCHEMA, Tenant.SYSTEM, everything))
                .isNotEmpty();
    }
}
