package io.wigwag.gateway.cli.store;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.storage.archive.Import;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `./wigwag store import`: an archive into a store, sealed anew with that store's own keys.
@Command(
        name = "import",
        description = "Reads an archive into a store that does not have its contents yet.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The whole archive is checked before anything is written. An import that was cut off is run again.",
            "Exit status: 0 imported (or only checked, and it would fit), 1 failed, 2 not understood."
        })
final class ImportCommand implements Callable<Integer> {
    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @ParentCommand
    private @Nullable StoreCommand parent;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Mixin
    private final PassphraseOption passphrase = new PassphraseOption();

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "The archive to read.")
    private Path file = Path.of("");

    @Option(names = "--check", description = "Only says whether it would fit; writes nothing of it.")
    private boolean only;

    @Override
    public Integer call() {
        var around = Objects.requireNonNull(parent).surroundings();
        var line = Objects.requireNonNull(spec).commandLine();
        var place = store.place(line, around);
        return StoreTask.attempt("Not imported", around, () -> {
            if (!Files.isReadable(file)) {
                throw new StoreTask.NotReady("There is no archive to read at " + file + ".");
            }
            var secret = passphrase.ask(around);
            try (var opened = SealedStore.open(place, around)) {
                around.note("Reading the archive; stretching the passphrase takes a moment.");
                var reading = new Import(opened.store(), SealedStore.travelling(), opened.lookupKeys());
                var findings = only ? reading.check(file, secret) : reading.run(file, secret);
                around.say(findings.records() + " records, " + findings.present() + " of them were there already");
                around.note(only ? "It would fit; nothing was imported." : "All of it is in " + place + ".");
                return ExitStatus.OK;
            }
        });
    }
}
