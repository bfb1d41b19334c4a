package io.wigwag.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What no compiler checks: calls that are banned, leftovers, long files, addresses that do not belong here.
class SourceRulesTest {
    private static final int LONGEST_FILE = 450;

    @Test
    void thereIsSomethingToLookAt() throws Exception {
        assertThat(SourceFiles.java()).hasSizeGreaterThan(20);
    }

    @Test
    void timeRandomnessAndWaitingAreHandedIn() throws Exception {
        assertThat(lines(
                        SourceFiles.java(),
                        Pattern.compile("System\\.currentTimeMillis\\(|Thread\\.sleep\\(|new Random\\(\\)"
                                + "|Math\\.random\\(|(Instant|LocalDate|LocalDateTime)\\.now\\(\\)|\\.parkNanos\\(")))
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLaterOrSwallowed() throws Exception {
        assertThat(lines(
                        SourceFiles.java(),
                        Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b|printStackTrace\\(\\)|@Disabled|@author"
                                + "|catch \\([A-Za-z. |]+ [a-z_A-Z]+\\) \\{ *\\}")))
                .isEmpty();
    }

    @Test
    void locksAndThreadsAreNotTakenInPassing() throws Exception {
        assertThat(lines(SourceFiles.java(), Pattern.compile("\\bfinalize\\(\\)|new Thread\\(|Executors\\.newCached")))
                .isEmpty();
    }

    @Test
    void filesCanBeReadInOneSitting() throws Exception {
        var tooLong = new ArrayList<String>();
        for (var file : SourceFiles.java()) {
            var size = text(file).lines().count();
            if (size > LONGEST_FILE) {
                tooLong.add(SourceFiles.nameOf(file) + ": " + size + " lines");
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void markdownCommentsFitTheLine() throws Exception {
        // The formatter cuts a longer one in two and leaves the second half as code.
        assertThat(lines(SourceFiles.java(), Pattern.compile("^(?=.{121}) *///")))
                .isEmpty();
    }

    @Test
    void noFileNamesARegistrysDownloadAddress() throws Exception {
        var written = SourceFiles.all().stream()
                .filter(file -> file.toString().matches(".*(\\.(xml|json|md|sh|yml|yaml|mjs|js|ts|toml)|wigwag|run)$"))
                .toList();
        assertThat(written).isNotEmpty();
        assertThat(lines(
                        written,
                        Pattern.compile("repo1?\\.maven\\.|maven\\.org/maven2|registry\\.npmjs|deb\\.debian\\.org"
                                + "|\"resolved\": *\"http")))
                .isEmpty();
    }

    private static List<String> lines(List<Path> files, Pattern pattern) throws IOException {
        var found = new ArrayList<String>();
        for (var file : files.stream().filter(SourceRulesTest::isNotARule).toList()) {
            var number = 0;
            for (var line : text(file).lines().toList()) {
                number++;
                if (pattern.matcher(line).find()) {
                    found.add(SourceFiles.nameOf(file) + ":" + number + ": " + line.strip());
                }
            }
        }
        return found;
    }

    /// The rules carry the words that they look for.
    private static boolean isNotARule(Path file) {
        return !SourceFiles.nameOf(file).startsWith("quality/");
    }

    private static String text(Path file) throws IOException {
        // Latin-1 reads anything: a file that is not text must not end the search.
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
