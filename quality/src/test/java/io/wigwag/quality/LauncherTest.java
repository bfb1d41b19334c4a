package io.wigwag.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real `wigwag` script in a little project of its own, with a JDK and a Maven that only tell how they were called.
class LauncherTest {
    /// What it began at: everything of the project is older than the builds that the tests cause.
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private Path home = Path.of("");

    private Path root = Path.of("");
    private Path tools = Path.of("");
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aProjectWithOneSource() throws Exception {
        root = Files.createDirectories(home.resolve("project"));
        tools = Files.createDirectories(home.resolve("tools"));
        Files.copy(SourceFiles.ROOT.resolve("wigwag"), root.resolve("wigwag"));
        executable(root.resolve("wigwag"));
        write(root.resolve("pom.xml"), "");
        write(root.resolve("interop/pom.xml"), "");
        write(root.resolve("interop/src/main/java/A.java"), "");
        age(root);
        // It makes what the real one does: a class path; and counts its calls.
        write(tools.resolve("mvn"), """
                #!/bin/sh
                echo "$JAVA_HOME" >> %s/builds
                [ -f %s/broken ] && { echo '[ERROR] no such symbol'; exit 1; }
                echo '%s' > %s/interop/target/class-path
                """.formatted(home, home, root.resolve("pom.xml"), root));
        executable(tools.resolve("mvn"));
        environment.put("PATH", tools + ":/usr/bin:/bin");
        environment.put("HOME", home.toString());
        environment.put("WIGWAG_JDKS", home + "/jdks/*");
    }

    @Test
    void theFirstJdkThatIsNewEnoughRunsTheProgram() throws Exception {
        jdk("jdks/a-17", "17.0.15");
        jdk("jdks/b-8", "1.8.0_402");
        jdk("jdks/c-25", "25.0.3");
        jdk("jdks/d-26", "26");
        var answer = wigwag("send", "a b");
        assertThat(answer.status()).isZero();
        assertThat(answer.out()).contains("c-25 runs").contains("io.wigwag.gateway.cli.Main send a b");
    }

    @Test
    void javaHomeComesFirstWhenItFits() throws Exception {
        jdk("jdks/a-25", "25");
        jdk("elsewhere/mine", "27-ea");
        environment.put("JAVA_HOME", home + "/elsewhere/mine");
        assertThat(wigwag("--version").out()).contains("mine runs");
        jdk("elsewhere/old", "17.0.15");
        environment.put("JAVA_HOME", home + "/elsewhere/old");
        assertThat(wigwag("--version").out()).contains("a-25 runs");
    }

    @Test
    void theCompilerOnThePathIsFoundThroughItsLinks() throws Exception {
        jdk("elsewhere/linked", "25.0.1");
        Files.createSymbolicLink(tools.resolve("javac"), home.resolve("elsewhere/linked/bin/javac"));
        assertThat(wigwag("--version").out()).contains("linked runs");
    }

    @Test
    void withoutAJdkOneSentenceSaysHowToGetOne() throws Exception {
        jdk("jdks/a-17", "17.0.15");
        var answer = wigwag("--version");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("needs a JDK 25 or newer and found none", "apt-get install", "JAVA_HOME");
    }

    @Test
    void withoutMavenTheBuildSaysHowToGetIt() throws Exception {
        jdk("jdks/a-25", "25");
        // Everything that the script uses except Maven.
        var bare = Files.createDirectories(home.resolve("bare"));
        for (var tool : List.of("sh", "sed", "dirname", "readlink", "find", "head", "cat", "mkdir", "mv", "grep")) {
            write(bare.resolve(tool), "#!/bin/sh\nexec " + which(tool) + " \"$@\"\n");
            executable(bare.resolve(tool));
        }
        environment.put("PATH", bare.toString());
        var answer = wigwag("--version");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.err()).contains("needs Maven 3.8.7 or newer to build", "apt-get install maven");
    }

    @Test
    void itBuildsOnFirstUseAndAgainOnlyWhenSourcesChange() throws Exception {
        jdk("jdks/a-25", "25");
        assertThat(wigwag("one").err()).contains("building");
        assertThat(wigwag("two").err()).doesNotContain("building");
        assertThat(builds()).isEqualTo(1);

        Files.setLastModifiedTime(root.resolve("interop/src/main/java/A.java"), tomorrow());
        wigwag("three");
        assertThat(builds()).as("a changed source").isEqualTo(2);
        age(root.resolve("interop/src"));

        Files.delete(root.resolve("interop/src/main/java/A.java"));
        Files.setLastModifiedTime(root.resolve("interop/src/main/java"), tomorrow());
        wigwag("four");
        assertThat(builds()).as("a source that went").isEqualTo(3);
        age(root.resolve("interop/src"));

        wigwag("five");
        assertThat(builds()).as("nothing new").isEqualTo(3);

        Files.delete(root.resolve("interop/target/class-path"));
        wigwag("six");
        assertThat(builds()).as("a cleaned target").isEqualTo(4);
    }

    @Test
    void aChangedSchemaMakesTheGeneratedClassesNew() throws Exception {
        jdk("jdks/a-25", "25");
        write(root.resolve("proto/src/main/proto/a.proto"), "");
        write(root.resolve("proto/target/wigwag-proto-1.jar"), "");
        write(root.resolve("proto/target/classes/Gone.class"), "");
        age(root.resolve("proto/src"));
        wigwag("one");
        assertThat(root.resolve("proto/target/classes/Gone.class")).exists();
        Files.setLastModifiedTime(root.resolve("proto/src/main/proto/a.proto"), tomorrow());
        wigwag("two");
        assertThat(root.resolve("proto/target/classes/Gone.class")).doesNotExist();
    }

    @Test
    void aBrokenBuildShowsItsErrorsAndRunsNothing() throws Exception {
        jdk("jdks/a-25", "25");
        write(home.resolve("broken"), "");
        var answer = wigwag("send");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.err()).contains("[ERROR] no such symbol", "the build failed");
        assertThat(answer.out()).doesNotContain("runs");
        Files.delete(home.resolve("broken"));
        assertThat(wigwag("send").out()).contains("runs");
    }

    @Test
    void itWorksThroughALinkFromAnywhere() throws Exception {
        jdk("jdks/a-25", "25");
        Files.createSymbolicLink(tools.resolve("ww"), root.resolve("wigwag"));
        assertThat(run(tools, List.of(tools.resolve("ww").toString(), "up")).out())
                .contains("Main up");
    }

    @Test
    void aStartIsLearnedOnceForEachBuildAndNeverOnTheUsersStore() throws Exception {
        jdk("jdks/a-25", "25");
        write(home.resolve("jdks/a-25/bin/java"), """
                #!/bin/sh
                for word in "$@"; do
                  case $word in -XX:AOTCacheOutput=*) echo "$* with $WIGWAG_MONGO_URI." >> %s/lessons; : > "${word#*=}" ;; esac
                done
                echo "runs $*"
                """.formatted(home));
        environment.put("WIGWAG_MONGO_URI", "mongodb://ours");
        var target = root.resolve("interop/target");
        var learned = "-XX:AOTCache=" + target.resolve("wigwag.aot");
        assertThat(wigwag("send").err()).doesNotContain("learning");
        learning(() -> {
            var first = wigwag("up", "--port", "1");
            assertThat(first.err()).contains("learning a start in the background");
            assertThat(first.out()).contains("Main up --port 1").doesNotContain(learned);
        });
        assertThat(lessons()).singleElement().asString().contains("Main up --once --port 0 ", " with .");
        var second = wigwag("up");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains(learned).doesNotContain("SharedArchiveFile");
        assertThat(wigwag("send").out()).contains(learned);

        Files.setLastModifiedTime(target.resolve("wigwag.aot"), LONG_AGO);
        assertThat(wigwag("send").out()).as("older than the build").doesNotContain(learned);
        learning(() -> wigwag("up"));
        assertThat(lessons()).hasSize(2);
    }

    private interface Running {
        void run() throws Exception;
    }

    /// Runs, and waits until what is learned in the background is there.
    private void learning(Running running) throws Exception {
        try (var watch = root.getFileSystem().newWatchService()) {
            root.resolve("interop/target").register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Files.deleteIfExists(root.resolve("interop/target/wigwag.aot"));
            running.run();
            while (!Files.exists(root.resolve("interop/target/wigwag.aot"))) {
                assertThat(watch.poll(60, TimeUnit.SECONDS)).isNotNull().satisfies(WatchKey::reset);
            }
        }
    }

    private List<String> lessons() throws IOException {
        return Files.readAllLines(home.resolve("lessons"));
    }

    private record Answer(int status, String out, String err) {}

    private Answer wigwag(String... arguments) throws Exception {
        return run(
                root,
                Stream.concat(Stream.of(root.resolve("wigwag").toString()), Stream.of(arguments))
                        .toList());
    }

    private Answer run(Path folder, List<String> command) throws Exception {
        var out = home.resolve("out");
        var err = home.resolve("err");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        process.environment().clear();
        process.environment().putAll(environment);
        var running = process.start();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Answer(running.exitValue(), Files.readString(out), Files.readString(err));
    }

    /// A JDK whose `java` tells which one it is and what it was asked to run.
    private void jdk(String folder, String version) throws IOException {
        var jdk = home.resolve(folder);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        write(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        write(jdk.resolve("bin/java"), "#!/bin/sh\necho \"" + jdk.getFileName() + " runs $*\"\n");
        executable(jdk.resolve("bin/javac"));
        executable(jdk.resolve("bin/java"));
    }

    private long builds() throws IOException {
        try (var lines = Files.lines(home.resolve("builds"))) {
            return lines.count();
        }
    }

    private static Path which(String tool) {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private static FileTime tomorrow() {
        return FileTime.from(Instant.parse("2100-01-01T00:00:00Z"));
    }

    private static void age(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, LONG_AGO);
            }
        }
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
