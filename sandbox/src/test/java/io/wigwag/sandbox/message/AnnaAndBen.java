package io.wigwag.sandbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.SmallWorld;
import io.wigwag.sandbox.world.Account;
import org.junit.jupiter.api.AfterEach;

/// Two people in a world of their own for each test, and all that carries what they say.
abstract class AnnaAndBen {
    final SmallWorld world = new SmallWorld();
    final Traffic traffic = new Traffic(world.exchange());
    final Account anna = world.account("anna");
    final Account ben = world.account("ben");

    @AfterEach
    void close() {
        assertThat(world.failures()).isZero();
        world.close();
    }
}
