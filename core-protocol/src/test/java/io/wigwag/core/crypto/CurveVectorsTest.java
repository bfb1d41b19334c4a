package io.wigwag.core.crypto;

import static io.wigwag.core.testing.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.testing.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import tools.jackson.databind.JsonNode;

class CurveVectorsTest {
    @TestFactory
    Stream<DynamicTest> everyLibraryAgrees() {
        return Stream.of("own", "bouncycastle", "conscrypt")
                .map(Agreements::choose)
                .flatMap(library -> Vectors.of("curve.json", "agreement").stream()
                        .map(one -> test(library.name() + " ", one, () -> agrees(library, one))));
    }

    @TestFactory
    Stream<DynamicTest> publicKeys() {
        return Vectors.of("curve.json", "publicKey").stream()
                .map(one -> test(
                        "",
                        one,
                        () -> assertThat(PrivateKey.of(hex(one, "private"))
                                        .publicKey()
                                        .typed())
                                .isEqualTo(hex(one, "public"))));
    }

    @TestFactory
    Stream<DynamicTest> signatures() {
        return Vectors.of("curve.json", "sign").stream()
                .map(one -> test("", one, () -> {
                    var key = PrivateKey.of(hex(one, "private"));
                    var message = hex(one, "message");
                    assertThat(Curve.sign(key, message, hex(one, "random"))).isEqualTo(hex(one, "signatureXeddsa"));
                    var peer = PublicKey.ofTyped(hex(one, "public"));
                    for (var maker : new String[] {"signatureXeddsa", "signatureBaileys", "signatureOther"}) {
                        assertThat(Curve.verify(peer, message, hex(one, maker)))
                                .as(maker)
                                .isTrue();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> verdicts() {
        return Vectors.of("curve.json", "verify").stream()
                .map(one -> test(
                        "",
                        one,
                        () -> assertThat(verdict(one))
                                .isEqualTo(one.get("valid").asBoolean())));
    }

    private static boolean verdict(JsonNode one) {
        try {
            return Curve.verify(publicKey(hex(one, "public")), hex(one, "message"), hex(one, "signature"));
        } catch (InvalidKey e) {
            return false;
        }
    }

    private static void agrees(Agreement library, JsonNode one) throws InvalidKey {
        if (one.has("throws")) {
            assertThatThrownBy(() -> shared(library, one)).isInstanceOf(InvalidKey.class);
        } else {
            assertThat(shared(library, one)).isEqualTo(hex(one, "shared"));
        }
    }

    private static byte[] shared(Agreement library, JsonNode one) throws InvalidKey {
        return Curve.agree(library, PrivateKey.of(hex(one, "private")), publicKey(hex(one, "public")));
    }

    private static PublicKey publicKey(byte[] bytes) throws InvalidKey {
        return bytes.length == PublicKey.SIZE ? PublicKey.of(bytes) : PublicKey.ofTyped(bytes);
    }

    private static DynamicTest test(String prefix, JsonNode one, Executable test) {
        return DynamicTest.dynamicTest(prefix + one.get("name").asString(), test);
    }
}
