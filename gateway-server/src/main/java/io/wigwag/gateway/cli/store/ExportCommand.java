package io.wigwag.gateway.cli.store;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.storage.archive.Export;
import io.wigwag.storage.archive.Extent;
import io.wigwag.storage.document.Tenant;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;

/// `./wigwag store export`: everything, or one tenant, into one encrypted file.
@Command(
        name = "export",
        description = "Writes everything, or one tenant, into one encrypted file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Stop what writes to the store before, if the archive is to show one moment.",
            "An export that was cut off goes on where it was when the same command is run again.",
            "A file that is a complete archive is left as it is: name another one.",
            "Exit status: 0 written, 1 failed, 2 not understood."
        })
final class ExportCommand implements Callable<Integer> {
    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @ParentCommand
    private @Nullable StoreCommand parent;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Mixin
    private final PassphraseOption passphrase = new PassphraseOption();

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The archive to write.")
    private Path file = Path.of("");

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only what belongs to this tenant.")
    private @Nullable String tenant;

    @Override
    public Integer call() {
        var around = Objects.requireNonNull(parent).surroundings();
        var line = Objects.requireNonNull(spec).commandLine();
        var extent = extent(line);
        return StoreTask.attempt("Not exported", around, () -> {
            var place = store.existing(line, around);
            var secret = passphrase.choose(around);
            try (var opened = SealedStore.open(place, around)) {
                around.note("Exporting; stretching the passphrase takes a moment.");
                var records = new Export(
                                opened.store(),
                                SealedStore.travelling(),
                                opened.lookupKeys(),
                                opened.random(),
                                InstantSource.system())
                        .to(file, extent, secret);
                around.say(records + " records");
                around.note("Written to " + file + ". It opens with the passphrase alone: keep both, and apart.");
                return ExitStatus.OK;
            }
        });
    }

    private Extent extent(CommandLine line) {
        if (tenant == null) {
            return new Extent.Everything();
        }
        try {
            return new Extent.OneTenant(new Tenant(tenant));
        } catch (IllegalArgumentException noName) {
            throw new ParameterException(line, "No tenant can have this name.", noName);
        }
    }
}
