package io.wigwag.gateway.cli.store;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.seal.MasterRotation;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// `./wigwag rotate-keys`: everything under the current master key, so that an older one can go.
@Command(
        name = "rotate-keys",
        description = "Wraps all data keys with the current master key, so that an older one can be removed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The current master key is the first in WIGWAG_MASTER_KEYS or in the key file; the older ones stay behind",
            "it until this has ended well. A run that was cut off is run again: what is done is passed over.",
            "On MongoDB the gateway goes on meanwhile; an embedded store is free only while its gateway is stopped.",
            "Exit status: 0 the older keys are needed no more, 1 failed, keep them, 2 not understood."
        })
public final class RotateKeys implements Subcommand {
    private final Surroundings around;

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(
            names = "--data-keys",
            description = "Makes new data keys too and seals every record anew: after a leak, not as a habit.")
    private boolean dataKeys;

    public RotateKeys() {
        this(Surroundings.ofProcess());
    }

    RotateKeys(Surroundings around) {
        this.around = around;
    }

    @Override
    public void attach(Terminal terminal) {
        around.attach(terminal);
    }

    @Override
    public Integer call() {
        var line = Objects.requireNonNull(spec).commandLine();
        return StoreTask.attempt("Not rotated", around, () -> {
            var place = store.existing(line, around);
            try (var opened = SealedStore.open(place, around)) {
                var damaged = rewrap(opened);
                if (!damaged.isEmpty()) {
                    damaged.forEach(scope -> around.note("Does not open: the keys of " + scope));
                    throw new StoreTask.NotReady(damaged.size() + " keychains open with none of the master keys. Keep"
                            + " all of these, and add the one that is missing");
                }
                if (dataKeys) {
                    new DataKeyRenewal(opened, place, around).run();
                }
                around.note("Everything is under master key '" + opened.masterKey()
                        + "'. Once every process has been started with it in front, older ones can be removed; an old"
                        + " backup still needs them.");
                return ExitStatus.OK;
            }
        });
    }

    private List<KeyScope> rewrap(SealedStore opened) throws MasterKeyTrouble {
        var rotation = new MasterRotation(opened.chains(), opened.ready().masterKeys());
        var damaged = new ArrayList<KeyScope>();
        var seen = 0L;
        var rewrapped = 0L;
        var next = Optional.<KeyScope>empty();
        do {
            var step = rotation.step(next);
            seen += step.seen();
            rewrapped += step.rewrapped();
            damaged.addAll(step.damaged());
            next = step.next();
            around.note(seen + " keychains seen, " + rewrapped + " wrapped anew");
        } while (next.isPresent());
        if (damaged.isEmpty()) {
            rotation.finish();
        }
        around.say(seen + " keychains, " + rewrapped + " wrapped anew");
        return damaged;
    }
}
