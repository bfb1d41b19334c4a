package io.wigwag.gateway.cli.store;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.storage.embedded.EmbeddedAdapter;
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

/// `./wigwag store backup`: the embedded store's file as it is at one moment, while the gateway goes on.
@Command(
        name = "backup",
        description = "Copies an embedded store's file while it is used.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The file appears under its name when it is complete. To restore it, stop the gateway and put it into an",
            "empty folder as wigwag.db, with the master key of that time. MongoDB has its own tools: mongodump.",
            "Exit status: 0 written, 1 failed, 2 not understood."
        })
final class BackupCommand implements Callable<Integer> {
    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @ParentCommand
    private @Nullable StoreCommand parent;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "Where to; must not be there yet.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        var around = Objects.requireNonNull(parent).surroundings();
        var line = Objects.requireNonNull(spec).commandLine();
        return StoreTask.attempt("No backup made", around, () -> {
            switch (store.existing(line, around)) {
                case StorePlace.Folder(var folder) -> EmbeddedAdapter.backup(folder, file);
                case StorePlace.Mongo _ ->
                    throw new StoreTask.NotReady("MongoDB is backed up with its own tools (mongodump, or a snapshot of"
                            + " its disks); an archive of everything is made by: store export");
            }
            around.note("Written to " + file + ". It opens only with the master key: keep a copy of that elsewhere.");
            return ExitStatus.OK;
        });
    }
}
