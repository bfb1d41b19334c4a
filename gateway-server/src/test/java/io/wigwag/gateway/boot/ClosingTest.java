package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.storage.document.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    @Test
    void everyPartEndsWhateverTheOthersDid() {
        var ended = new ArrayList<String>();
        Closing.inTurn(
                () -> ended.add("first"),
                () -> {
                    throw new StoreUnavailable("as the test wants", true);
                },
                () -> ended.add("last"));
        assertThat(ended).isEqualTo(List.of("first", "last"));
    }
}
