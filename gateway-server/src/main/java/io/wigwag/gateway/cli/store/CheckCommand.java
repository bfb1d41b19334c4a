package io.wigwag.gateway.cli.store;

import io.wigwag.gateway.boot.OpenStore;
import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.storage.check.StoreCheck;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;

/// `./wigwag store check`: the file, the master key, every document, every index.
@Command(
        name = "check",
        description = "Looks through a store: its file, its master key, every document and index.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Stop what writes to the store before; what is written meanwhile looks like a fault.",
            "Exit status: 0 sound, 1 something is wrong and was listed, 2 not understood."
        })
final class CheckCommand implements Callable<Integer> {
    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @ParentCommand
    private @Nullable StoreCommand parent;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Override
    public Integer call() {
        var around = Objects.requireNonNull(parent).surroundings();
        var line = Objects.requireNonNull(spec).commandLine();
        return StoreTask.attempt("Not sound", around, () -> {
            var place = store.existing(line, around);
            try (var opened = SealedStore.open(place, around)) {
                around.note("The store opens, its indexes are there, and master key '" + opened.masterKey()
                        + "' is the right one. Reading all of it.");
                return all(new StoreCheck(opened.adapter(), opened.store()), around);
            }
        });
    }

    private static int all(StoreCheck check, Surroundings around) {
        var sound = true;
        for (var schema : OpenStore.schemas()) {
            var findings = check.check(schema);
            around.say(schema + "  " + findings.documents() + " documents"
                    + (findings.shredded() > 0 ? ", " + findings.shredded() + " with keys destroyed on purpose" : ""));
            findings.troubles().forEach(around::note);
            sound &= findings.isSound();
        }
        around.note(
                sound
                        ? "Everything opens."
                        : "Something is wrong, see above: restore a backup, or export what is left. The rest is fine.");
        return sound ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
