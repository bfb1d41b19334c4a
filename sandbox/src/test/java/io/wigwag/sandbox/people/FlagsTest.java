package io.wigwag.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.people.Flags.Flag;
import org.junit.jupiter.api.Test;

class FlagsTest {
    @Test
    void anOrdinaryNameSaysNothing() {
        for (var name : new String[] {"alice", "", "scenario:", "scenario:restricted", "Restricted:bob"}) {
            assertThat(Flags.of(name)).as(name).isEqualTo(Flags.ORDINARY);
        }
        assertThat(Flags.ORDINARY.has(Flag.RESTRICTED)).isFalse();
        for (var flag : Flag.values()) {
            assertThat(Flags.ORDINARY.has(flag)).as(flag.toString()).isEqualTo(flag != Flag.RESTRICTED);
        }
    }

    @Test
    void restrictedIsAShortForm() {
        assertThat(Flags.of("restricted:carol").has(Flag.RESTRICTED)).isTrue();
        assertThat(Flags.of("restricted:carol").has(Flag.CS_ENABLED)).isTrue();
    }

    @Test
    void aScenarioNamesFlagsWithOrWithoutValues() {
        var flags = Flags.of("scenario:restricted,tc_enabled=0,cs_enabled=1,nct_syncd_delivery=0:with:colons");

        assertThat(flags.has(Flag.RESTRICTED)).isTrue();
        assertThat(flags.has(Flag.TC_ENABLED)).isFalse();
        assertThat(flags.has(Flag.CS_ENABLED)).isTrue();
        assertThat(flags.has(Flag.NCT_SYNCD_DELIVERY)).isFalse();
        assertThat(flags.has(Flag.NCT_HISTORY_DELIVERY)).isTrue();
        assertThat(flags.unknown()).isEmpty();
    }

    @Test
    void whatIsNoFlagIsSetAside() {
        assertThat(Flags.of("scenario:restricted=2,nothing,cs_enabled=0:x").unknown())
                .containsExactly("restricted=2", "nothing");
    }
}
