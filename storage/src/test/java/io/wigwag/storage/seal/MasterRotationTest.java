package io.wigwag.storage.seal;

import static io.wigwag.storage.seal.SealWorkbench.ANA;
import static io.wigwag.storage.seal.SealWorkbench.BOUNDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.SealContext;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import io.wigwag.storage.seal.master.Wrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MasterRotationTest {
    private static final int DEVICES = 450;
    private static final Octets VALUE = Octets.ofHex("0102");

    private final SealWorkbench bench = new SealWorkbench();
    private final List<Octets> envelopes = new ArrayList<>();

    @Test
    void everythingOpensWithTheNewKeyAlone() throws Exception {
        fill();
        var second = bench.masterKey("second");
        var done = new MasterRotation(bench.chains, bench.masterKeys(second, bench.master)).run();

        assertThat(done.rewrapped()).isEqualTo(DEVICES + 1);
        assertThat(done.damaged()).isEmpty();
        assertThat(bench.chains.page(Optional.empty(), 1000))
                .hasSize(DEVICES + 2)
                .allMatch(chain -> ((Keychain.Living) chain).keys().masterKey().equals("second"));
        var sealer = bench.sealer(bench.process(bench.masterKeys(second), BOUNDS));
        for (var i = 0; i < DEVICES; i++) {
            assertThat(sealer.open(place(i), envelopes.get(i))).isEqualTo(VALUE);
        }
    }

    @Test
    void aRotationThatWasCutOffGoesOn() throws Exception {
        fill();
        var rotation = new MasterRotation(bench.chains, bench.masterKeys(bench.masterKey("second"), bench.master));
        var writes = new AtomicInteger();
        bench.chains.beforeWrite = () -> {
            if (writes.incrementAndGet() > 300) {
                throw new IllegalStateException("the process ends");
            }
        };
        assertThatThrownBy(rotation::run).hasMessage("the process ends");
        bench.chains.beforeWrite = () -> {};

        assertThat(rotation.run().rewrapped()).isEqualTo(DEVICES + 1 - 300);
        assertThat(rotation.run().rewrapped()).isZero();
    }

    @Test
    void itGoesOnWhereAStepEnded() throws Exception {
        fill();
        var rotation = new MasterRotation(bench.chains, bench.masterKeys(bench.masterKey("second"), bench.master));
        var one = rotation.step(Optional.empty());
        var two = rotation.step(one.next());
        var three = rotation.step(two.next());

        assertThat(List.of(one.seen(), two.seen(), three.seen())).containsExactly(200, 200, 52);
        assertThat(three.next()).isEmpty();
    }

    @Test
    void theCanaryMovesLast() throws Exception {
        fill();
        var rotation = new MasterRotation(bench.chains, bench.masterKeys(bench.masterKey("second"), bench.master));
        var after = Optional.<KeyScope>empty();
        do {
            after = rotation.step(after).next();
        } while (after.isPresent());
        assertThat(masterKeyOf(KeyScope.SYSTEM)).isEqualTo("first");

        rotation.finish();
        assertThat(masterKeyOf(KeyScope.SYSTEM)).isEqualTo("second");
    }

    @Test
    void aDamagedChainIsNamedAndTheCanaryStays() throws Exception {
        fill();
        var broken = new KeyScope(ANA, "device-7");
        var chain = (Keychain.Living) bench.chains.load(broken).orElseThrow();
        bench.chains.force(chain.rewrapped(new Wrapped("first", Octets.ofHex("01".repeat(125)))));

        var rotation = new MasterRotation(bench.chains, bench.masterKeys(bench.masterKey("second"), bench.master));
        var done = rotation.run();

        assertThat(done.damaged()).containsExactly(broken);
        assertThat(done.rewrapped()).isEqualTo(DEVICES);
        assertThat(masterKeyOf(KeyScope.SYSTEM)).isEqualTo("first");
    }

    @Test
    void whatOthersDoMeanwhileIsNotLost() throws Exception {
        fill();
        var second = bench.masterKey("second");
        var keys = bench.process(bench.masterKeys(bench.master, second), BOUNDS);
        var phone = new KeyScope(ANA, "device-3");
        var gone = new KeyScope(ANA, "device-5");
        var writes = new AtomicInteger();
        bench.chains.beforeWrite = () -> {
            switch (writes.incrementAndGet()) {
                case 20 -> {
                    bench.chains.beforeWrite = () -> {};
                    for (var i = 0; i < DEVICES; i++) {
                        keys.renew(new KeyScope(ANA, "device-" + i));
                    }
                    new Shredding(bench.chains, keys, bench.clock).device(ANA, "device-5");
                }
                default -> assertThat(writes).hasValueLessThan(20);
            }
        };
        var rotation = new MasterRotation(bench.chains, bench.masterKeys(second, bench.master));
        rotation.run();
        rotation.run(); // Those passed already when an old process wrapped them again.

        assertThat(bench.chains.load(gone)).get().isInstanceOf(Keychain.Shredded.class);
        var renewed = bench.process(bench.masterKeys(second), BOUNDS).toSeal(phone);
        assertThat(renewed.newest()).isEqualTo(2);
        assertThat(bench.sealer(bench.process(bench.masterKeys(second), BOUNDS)).open(place(3), envelopes.get(3)))
                .isEqualTo(VALUE);
    }

    @Test
    void withoutTheOldKeyItEndsAndSaysWhichIsMissing() {
        fill();
        var rotation = new MasterRotation(bench.chains, bench.masterKeys(bench.masterKey("second")));

        assertThatThrownBy(rotation::run)
                .isInstanceOf(MasterKeyTrouble.Unknown.class)
                .hasMessageContaining("'first'");
    }

    private void fill() {
        var keys = bench.process(bench.masterKeys(bench.master), new DataKeys.Bounds(1000, BOUNDS.maxAge()));
        keys.toSeal(KeyScope.SYSTEM);
        var sealer = bench.sealer(keys);
        for (var i = 0; i < DEVICES; i++) {
            envelopes.add(sealer.seal(place(i), VALUE));
        }
    }

    private static SealContext place(int i) {
        return new SealContext(ANA, "device-" + i, "sessions", "id", 1, Octets.EMPTY);
    }

    private String masterKeyOf(KeyScope scope) {
        return ((Keychain.Living) bench.chains.load(scope).orElseThrow()).keys().masterKey();
    }
}
