package io.wigwag.storage.seal;

import static io.wigwag.storage.seal.SealWorkbench.ANA;
import static io.wigwag.storage.seal.SealWorkbench.BO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupHashesTest {
    private static final String NUMBER = "4915112345678";
    private static final KeyScope SCOPE = KeyScope.of(ANA);

    private final SealWorkbench bench = new SealWorkbench();
    private final LookupHashes hashes = new LookupHashes(bench.process());

    @Test
    void anEqualValueIsFoundAlsoByAnotherProcessAndAfterANewGeneration() {
        var hash = hashes.value(SCOPE, "chat.number", NUMBER);
        var elsewhere = bench.process();
        elsewhere.renew(SCOPE);

        assertThat(new LookupHashes(elsewhere).value(SCOPE, "chat.number", NUMBER))
                .isEqualTo(hash);
    }

    @Test
    void nothingElseIsEqual() {
        var all = new HashSet<String>();
        all.add(hashes.value(SCOPE, "chat.number", NUMBER));
        all.add(hashes.value(SCOPE, "chat.number", NUMBER + "0"));
        all.add(hashes.value(SCOPE, "contact.number", NUMBER));
        all.add(hashes.value(SCOPE, "chat.number4", NUMBER.substring(1)));
        all.add(hashes.value(KeyScope.of(BO), "chat.number", NUMBER));
        all.add(hashes.value(new KeyScope(ANA, "phone"), "chat.number", NUMBER));
        all.addAll(hashes.words(SCOPE, "chat.number", NUMBER));

        assertThat(all).hasSize(7).noneMatch(hash -> hash.contains(NUMBER));
    }

    @Test
    void theHashesStayAsTheyAreReleased() {
        var keys = new DataKeys(
                bench.chains, bench.masterKeys(bench.master), new CountingRandom(), bench.clock, SealWorkbench.BOUNDS);
        var known = new LookupHashes(keys);

        // Made with another implementation of HMAC, from the layout in the class comment.
        assertThat(known.value(SCOPE, "chat.number", NUMBER)).isEqualTo("OfrWBEiS9rLCgRo0e-aWJg");
        assertThat(known.words(SCOPE, "message.text", "Grüsse!")).containsExactly("sw6NRkkxAz0");
    }

    @Test
    void wordsAreFoundWhateverTheirFormAndOrder() {
        var text = hashes.words(SCOPE, "message.text", "Your code is 123-456, Größe ﬁnal");

        assertThat(text).containsAll(hashes.words(SCOPE, "message.text", "GRÖSSE final CODE 456"));
        assertThat(text).doesNotContainAnyElementsOf(hashes.words(SCOPE, "message.text", "cod 12 größer"));
        assertThat(text).isSorted().hasSize(7).doesNotHaveDuplicates();
        assertThat(hashes.words(SCOPE, "message.text", "a b A")).hasSize(2);
        assertThat(hashes.words(SCOPE, "message.text", "...")).isEqualTo(List.of());
    }
}
