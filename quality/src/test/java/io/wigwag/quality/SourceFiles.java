package io.wigwag.quality;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The files of the repository that people write.
final class SourceFiles {
    static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("wigwag.root"), "-Dwigwag.root"));

    private static final Set<String> PASSED_OVER = Set.of("target", ".git", "node_modules", ".idea");

    private SourceFiles() {}

    static List<Path> all() throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var name = folder.getFileName();
                return name != null && PASSED_OVER.contains(name.toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    static List<Path> java() throws IOException {
        return all().stream().filter(file -> file.toString().endsWith(".java")).toList();
    }

    static String nameOf(Path file) {
        return ROOT.relativize(file).toString();
    }
}
