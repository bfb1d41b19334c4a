package io.wigwag.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestSandbox;
import io.wigwag.sandbox.world.Account;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// One sandbox for all tests of a class, each with people of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneSandbox {
    final Sandbox sandbox = TestSandbox.start();
    /// Names people apart from those of the tests before.
    int round;

    @BeforeEach
    void next() {
        round++;
    }

    @AfterEach
    void nothingFailedInside() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
    }

    @AfterAll
    void end() {
        sandbox.close();
    }

    final TestCompanion linked(String name) throws Exception {
        return TestCompanion.linked(sandbox, name + round);
    }

    final Account account(TestCompanion companion) {
        return sandbox.exchange().accounts().find(companion.pn()).orElseThrow();
    }

    final <T> T world(Callable<T> task) throws Exception {
        return sandbox.exchange().loop().call(task);
    }
}
