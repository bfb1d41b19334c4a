package io.wigwag.storage.seal.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.seal.CountingRandom;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalMasterKeysTest {
    private static final Octets CONTEXT = Octets.wrap("here".getBytes(StandardCharsets.UTF_8));
    private static final Octets DATA_KEY = Octets.ofHex("d0".repeat(32));

    private final SecureRandom random = new SecureRandom();

    @Test
    void theFirstKeyWrapsAndAllOpen() throws Exception {
        var old = MasterKey.generate("old", random);
        var wrapped = new LocalMasterKeys(List.of(old), random).wrap(DATA_KEY, CONTEXT);
        var keys = new LocalMasterKeys(List.of(MasterKey.generate("new", random), old), random);

        assertThat(keys.unwrap(wrapped, CONTEXT)).isEqualTo(DATA_KEY);
        assertThat(keys.wrap(DATA_KEY, CONTEXT).masterKey()).isEqualTo("new").isEqualTo(keys.current());
        assertThat(keys.knows("old")).isTrue();
        assertThat(keys.knows("older")).isFalse();
    }

    @Test
    void anotherKeyOfTheSameNameIsFound() throws Exception {
        var wrapped = new LocalMasterKeys(List.of(MasterKey.generate("k", random)), random).wrap(DATA_KEY, CONTEXT);
        var other = new LocalMasterKeys(List.of(MasterKey.generate("k", random)), random);

        assertThatThrownBy(() -> other.unwrap(wrapped, CONTEXT))
                .isInstanceOf(MasterKeyTrouble.Wrong.class)
                .hasMessageContaining("restore the key");
    }

    @Test
    void aKeyThatIsNotConfiguredIsNamed() throws Exception {
        var wrapped = new LocalMasterKeys(List.of(MasterKey.generate("gone", random)), random).wrap(DATA_KEY, CONTEXT);
        var other = new LocalMasterKeys(List.of(MasterKey.generate("k", random)), random);

        assertThatThrownBy(() -> other.unwrap(wrapped, CONTEXT))
                .isInstanceOf(MasterKeyTrouble.Unknown.class)
                .hasMessageContaining("'gone'");
    }

    @Test
    void nothingChangedOrMovedOpens() throws Exception {
        var keys = new LocalMasterKeys(List.of(MasterKey.generate("k", random)), random);
        var wrapped = keys.wrap(DATA_KEY, CONTEXT);
        var there = Octets.wrap("there".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> keys.unwrap(wrapped, there)).isInstanceOf(MasterKeyTrouble.Wrong.class);
        for (var bit = 0; bit < 8 * wrapped.bytes().size(); bit++) {
            var changed = wrapped.bytes().toArray();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> keys.unwrap(new Wrapped("k", Octets.wrap(changed)), CONTEXT))
                    .as("bit %d", bit)
                    .isInstanceOf(MasterKeyTrouble.Wrong.class);
        }
        for (var size = 0; size < wrapped.bytes().size(); size++) {
            var cut = new Wrapped("k", wrapped.bytes().slice(0, size));
            assertThatThrownBy(() -> keys.unwrap(cut, CONTEXT)).isInstanceOf(MasterKeyTrouble.Wrong.class);
        }
    }

    @Test
    void theWrappingStaysAsItIsReleased() throws Exception {
        var key = MasterKey.of("k", Octets.ofHex("4b".repeat(32)));
        var wrapped = new LocalMasterKeys(List.of(key), new CountingRandom()).wrap(DATA_KEY, CONTEXT);

        // Made with another implementation of AES-GCM.
        assertThat(wrapped.bytes().toHex())
                .isEqualTo(
                        "01000102030405060708090a0b2661786ec9d0a4b9c14d769e6fc631a7126795691adf8a15e19445c7e3471840c625a8bd3ac6eefbc85c94bd42e2065e");
    }

    @Test
    void namesAreUnique() throws Exception {
        var twice = List.of(MasterKey.generate("k", random), MasterKey.generate("k", random));

        assertThatThrownBy(() -> new LocalMasterKeys(twice, random)).isInstanceOf(MasterKeyTrouble.Unusable.class);
        assertThatThrownBy(() -> new LocalMasterKeys(List.of(), random)).isInstanceOf(MasterKeyTrouble.Missing.class);
    }

    @Test
    void aKeyIsReadAndNeverShown() throws Exception {
        var key = MasterKey.generate("k-1.a", random);

        assertThat(MasterKey.parse(" " + key.reveal() + " ").reveal()).isEqualTo(key.reveal());
        assertThat(key.toString()).isEqualTo("MasterKey[k-1.a]");
        assertThat(new LocalMasterKeys(List.of(key), random).toString()).isEqualTo("LocalMasterKeys[k-1.a]");
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutShowingIt() {
        var secret = "c2VjcmV0c2VjcmV0";
        var zeros = "k:" + Base64.getEncoder().encodeToString(new byte[32]);
        for (var text : List.of(secret, "k:" + secret, "k:" + secret + "*", "a b:" + secret, secret + "!:x", zeros)) {
            assertThatThrownBy(() -> MasterKey.parse(text))
                    .isInstanceOf(MasterKeyTrouble.Unusable.class)
                    .message()
                    .doesNotContain(secret);
        }
    }
}
