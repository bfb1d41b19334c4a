package io.wigwag.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    private final Numbers numbers = new Numbers("");

    @ParameterizedTest
    @CsvSource({
        "alice, 9998782236065, 122717603767689",
        "Bob Example, 9994198034925, 103000901820100",
        "restricted:carol, 9991230911398, 187672341413773",
        "Zoë 🦀, 9995070762703, 153723146192464"
    })
    void aNameIsANumberAndAHiddenId(String name, String number, String lid) {
        assertThat(numbers.phone(name, _ -> false)).isEqualTo(number);
        assertThat(numbers.lid(number, _ -> false)).isEqualTo(lid);
    }

    @Test
    void aSaltMakesOtherNumbers() {
        assertThat(new Numbers("s1").phone("alice", _ -> false)).isEqualTo("9998690970657");
    }

    @Test
    void aTakenNumberMakesWayForTheNext() {
        var taken = Set.of("9998782236065", "9998782236066");

        assertThat(numbers.phone("alice", taken::contains)).isEqualTo("9998782236067");
    }

    @Test
    void groupsAndChannelsAreCountedUp() {
        assertThat(numbers.group(1)).isEqualTo("120363204174603260");
        assertThat(numbers.newsletter(1)).isEqualTo("120363733509888125");
    }
}
