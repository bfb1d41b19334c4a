package io.wigwag.gateway.cli.store;

import io.wigwag.storage.archive.ArchiveFailure;
import io.wigwag.storage.archive.ArchiveSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The passphrase of an archive: from a file's first line, or from whoever sits there. Never from the command line,
/// where other users of the machine can read it.
final class PassphraseOption {
    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Its first line is the passphrase; without it you are asked.")
    private @Nullable Path file;

    ArchiveSecret ask(Surroundings around) throws ArchiveFailure, StoreTask.NotReady {
        return ArchiveSecret.passphrase(file == null ? typed("Passphrase of the archive", around) : read(file));
    }

    /// For a new archive: asks twice, since a slip would be found too late.
    ArchiveSecret choose(Surroundings around) throws ArchiveFailure, StoreTask.NotReady {
        var secret = ask(around);
        if (file == null
                && !ArchiveSecret.passphrase(typed("The same again", around)).equals(secret)) {
            throw new StoreTask.NotReady("the two passphrases differ; nothing was written");
        }
        return secret;
    }

    private static String typed(String question, Surroundings around) throws StoreTask.NotReady {
        return around.prompt()
                .secret(question)
                .orElseThrow(() -> new StoreTask.NotReady(
                        "nobody is here to ask for the passphrase: write it into a file that only you can read, and"
                                + " name it with --passphrase-file"));
    }

    private static String read(Path file) throws StoreTask.NotReady {
        try (var lines = Files.newBufferedReader(file)) {
            var line = lines.readLine();
            if (line == null || line.isEmpty()) {
                throw new StoreTask.NotReady("the first line of " + file + " is empty; it should be the passphrase");
            }
            return line;
        } catch (IOException failed) {
            throw new StoreTask.NotReady("the passphrase file " + file + " can't be read ("
                    + failed.getClass().getSimpleName() + ")");
        }
    }
}
