package io.wigwag.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.testing.SeededRandom;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against signal-protocol-java 2.8.1, the library that WhatsApp's dialect comes from. It needs a protobuf that
/// must not meet ours, so it lives in a class loader of its own, which sees nothing of our class path but our own
/// classes.
class SignalProtocolJavaTest extends ForeignConversationContract {
    private static final Path MODULE = Path.of(Objects.requireNonNull(System.getProperty("basedir"), "-Dbasedir"));

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private static Path compiled = MODULE;

    @BeforeAll
    static void compile() throws IOException {
        var bridge = MODULE.resolve("src/test/oracle/SignalProtocolJavaParty.java");
        var classPath = Stream.concat(
                        jars().stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(java.io.File.pathSeparator));
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
        var status = compiler.run(
                null, null, null, "-proc:none", "-d", compiled.toString(), "-cp", classPath, bridge.toString());
        if (status != 0) {
            throw new IOException("the bridge to signal-protocol-java does not compile");
        }
    }

    @Override
    ForeignParty foreigner() {
        try {
            var urls = new ArrayList<URL>();
            urls.add(compiled.toUri().toURL());
            for (var jar : jars()) {
                urls.add(jar.toUri().toURL());
            }
            var loader = new URLClassLoader(urls.toArray(URL[]::new), new OurClassesOnly());
            return (ForeignParty) loader.loadClass("io.wigwag.core.signal.oracle.SignalProtocolJavaParty")
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | MalformedURLException failure) {
            throw new LinkageError("signal-protocol-java could not be loaded", failure);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void securityCodesAreTheSame(long seed) {
        var random = new SeededRandom(seed);
        var one = party("4915" + seed, 1 + random.nextInt(4), random);
        var other = party("77_1", 1 + random.nextInt(4), random);
        try (var theirs = foreigner()) {
            assertThat(SecurityCode.between(one, other).digits())
                    .isEqualTo(((ForeignSecurityCodes) theirs).digits(one, other));
        }
    }

    private static SecurityCode.Party party(String identifier, int devices, SeededRandom random) {
        return new SecurityCode.Party(
                Correspondent.text(identifier),
                Stream.generate(() -> KeyPair.generate(random).publicKey())
                        .limit(devices)
                        .toList());
    }

    /// Fetched by the build into a folder apart.
    private static List<Path> jars() {
        try (var files = Files.list(MODULE.resolve("target/oracle"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    private static final class OurClassesOnly extends ClassLoader {
        OurClassesOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("io.wigwag.core.") && !name.contains(".oracle.")) {
                return SignalProtocolJavaTest.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
