package io.wigwag.storage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.SealContext;
import io.wigwag.storage.document.Sealer;
import io.wigwag.storage.document.ShreddedKeys;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.testing.Letter;
import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.ScrambleSealer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreCheckTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Field<Long> RANK = Field.whole("rank");
    private static final Index BY_RANK = Index.of("byRank", RANK);
    private static final Schema RANKED = Schema.named("ranked").index(BY_RANK).build();

    private final MemoryAdapter memory = new MemoryAdapter();
    private final ShreddingSealer sealer = new ShreddingSealer();
    private final DocumentStore store = DocumentStore.open(memory, sealer, List.of(Letter.SCHEMA, RANKED));

    /// Has destroyed the keys of one device.
    private static final class ShreddingSealer implements Sealer {
        private final Sealer sealer = new ScrambleSealer();
        private String shredded = "";

        @Override
        public Octets seal(SealContext context, Octets plain) {
            return sealer.seal(context, plain);
        }

        @Override
        public Octets open(SealContext context, Octets sealed) {
            if (context.owner().equals(shredded)) {
                throw new ShreddedKeys("gone");
            }
            return sealer.open(context, sealed);
        }
    }

    private void letters(int count) {
        for (var i = 0; i < count; i++) {
            store.records(Letter.TYPE, ANA)
                    .insert(new Letter("letter-" + i, "phone-" + i % 2, List.of(), "1", "hello", Octets.EMPTY, 1));
        }
    }

    private static void rank(DocumentAdapter adapter, String id, long rank) {
        var document = Document.builder().put(RANK, rank).build();
        adapter.write(List.of(new Write.Insert(new Key(RANKED, ANA, id), document)));
    }

    @Test
    void everyDocumentIsOpenedOverManyPages() {
        letters(1_201);
        assertThat(new StoreCheck(memory, store).check(Letter.SCHEMA))
                .isEqualTo(new CollectionFindings(1_201, 0, List.of()));
    }

    @Test
    void oneThatWasMovedToAnotherIdIsNamedAndTheOthersCounted() {
        letters(3);
        var moved = memory.load(Letter.SCHEMA, ANA, List.of("letter-1")).getFirst();
        memory.write(List.of(new Write.Insert(new Key(Letter.SCHEMA, ANA, "letter-9"), moved.document())));

        var findings = new StoreCheck(memory, store).check(Letter.SCHEMA);

        assertThat(findings.documents()).isEqualTo(4);
        assertThat(findings.isSound()).isFalse();
        assertThat(findings.troubles()).singleElement().asString().startsWith("letters of ana, letter-9: ");
    }

    @Test
    void whatWasDestroyedOnPurposeIsNoFault() {
        letters(5);
        sealer.shredded = "phone-1";
        assertThat(new StoreCheck(memory, store).check(Letter.SCHEMA))
                .isEqualTo(new CollectionFindings(5, 2, List.of()));
    }

    @Test
    void anIndexThatLeadsToFewerIsNamed() {
        rank(memory, "a", 1);
        rank(memory, "b", 2);
        assertThat(new StoreCheck(memory, store).check(RANKED).isSound()).isTrue();

        var findings = new StoreCheck(forgettingRank(2), store).check(RANKED);

        assertThat(findings.troubles())
                .containsExactly("index byRank of ranked leads to 1 documents of ana instead of 2");
    }

    /// The same documents, of which one is missing in the index.
    private DocumentAdapter forgettingRank(long rank) {
        return (DocumentAdapter) Proxy.newProxyInstance(
                DocumentAdapter.class.getClassLoader(),
                new Class<?>[] {DocumentAdapter.class},
                (_, method, arguments) -> {
                    try {
                        var answer = method.invoke(memory, arguments);
                        return method.getName().equals("find")
                                        && arguments[2].toString().contains("byRank")
                                ? ((List<?>) answer)
                                        .stream()
                                                .map(StoredDocument.class::cast)
                                                .filter(stored ->
                                                        stored.document().require(RANK) != rank)
                                                .toList()
                                : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
