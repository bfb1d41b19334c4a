package io.wigwag.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.SmallWorld;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AcquaintancesTest {
    private final SmallWorld world = new SmallWorld();
    private final Account anna = world.account("anna");
    private final Account ben = world.account("ben");
    private final Account carl = world.account("carl");
    private final Acquaintances acquaintances = new Acquaintances();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void knowingIsOneSidedAndNobodyMeetsThemselves() {
        acquaintances.learnt(anna, ben);
        acquaintances.learnt(ben, ben);

        assertThat(acquaintances.whoKnow(ben)).containsExactly(anna);
        assertThat(acquaintances.whoKnow(anna)).isEmpty();
        assertThat(acquaintances.knows(anna, ben)).isTrue();
        assertThat(acquaintances.knows(ben, anna)).isFalse();
    }

    @Test
    void everyChangeIsReportedOnce() {
        var reported = new ArrayList<Account>();
        acquaintances.keptBy(reported::add);

        acquaintances.learnt(anna, ben);
        acquaintances.learnt(anna, ben);
        acquaintances.learnt(carl, ben);
        acquaintances.forget(anna);

        assertThat(reported).containsExactly(ben, ben, ben);
        assertThat(acquaintances.whoKnow(ben)).containsExactly(carl);
    }

    @Test
    void theyComeBackAfterARestart() {
        var accounts = world.exchange().accounts();
        acquaintances.learnt(anna, ben);
        acquaintances.learnt(carl, ben);
        var section = new AcquaintanceSection(acquaintances, accounts);
        var kept = section.dump(ben.number()).orElseThrow();

        var back = new Acquaintances();
        new AcquaintanceSection(back, accounts).restore(ben.number(), kept);

        assertThat(back.whoKnow(ben)).containsExactly(anna, carl);
        assertThat(section.keys()).containsExactly(ben.number());
        assertThat(section.dump(anna.number())).isEmpty();
    }
}
