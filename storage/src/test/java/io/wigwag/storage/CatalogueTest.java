package io.wigwag.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.storage.document.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Pattern DECLARED = Pattern.compile("Schema\\.named\\(\"([a-zA-Z]+)\"\\)");

    @Test
    void noCollectionIsForgotten() throws Exception {
        var declared = new TreeSet<String>();
        var sources = Path.of(System.getProperty("basedir", "."), "src", "main", "java");
        try (var files = Files.walk(sources)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                DECLARED.matcher(text(file)).results().map(CatalogueTest::name).forEach(declared::add);
            }
        }
        assertThat(Catalogue.schemas())
                .extracting(Schema::name)
                .containsExactlyInAnyOrderElementsOf(declared)
                .contains("deviceState", "tallies");
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }
}
