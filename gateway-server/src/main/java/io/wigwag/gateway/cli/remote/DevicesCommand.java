package io.wigwag.gateway.cli.remote;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.CallFailed;
import io.wigwag.gateway.cli.client.Device;
import io.wigwag.gateway.cli.client.Devices;
import io.wigwag.gateway.cli.client.Gateway;
import io.wigwag.gateway.cli.client.GatewayCommand;
import io.wigwag.gateway.cli.client.GatewayOption;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./wigwag devices`: what there is, and orders to one of them.
@Command(
        name = "devices",
        description = "Lists the gateway's devices, shows one, or tells it what to do.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            GatewayOption.SAID,
            "A device is named by its id or by its name, if only one has that name. logout ends the link with the",
            "account; delete forgets everything about the device as well and wants --yes.",
            "Exit status: 0 done, 1 refused, 2 not understood, 3 no gateway."
        })
public final class DevicesCommand extends GatewayCommand {
    /// What can be done; the word is what a person writes.
    enum Action {
        list,
        show,
        start,
        stop,
        logout,
        delete
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "One of ${COMPLETION-CANDIDATES}.")
    private Action action = Action.list;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DEVICE", description = "Which one, except for list.")
    private String device = "";

    @Option(names = "--yes", description = "Really deletes.")
    private boolean yes;

    public DevicesCommand() {
        this(System.getenv());
    }

    DevicesCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    protected int run(Gateway gateway) throws CallFailed, InterruptedException {
        if (action == Action.list) {
            list(gateway.devices().list());
            return ExitStatus.OK;
        }
        if (device.isEmpty()) {
            throw misunderstood("Say which device: " + action + " DEVICE.");
        }
        if (action == Action.delete && !yes) {
            throw misunderstood("Nothing brings a deleted device back; add --yes if that is meant.");
        }
        act(gateway.devices());
        return ExitStatus.OK;
    }

    private void act(Devices devices) throws CallFailed, InterruptedException {
        var meant = devices.named(device);
        switch (action) {
            case start -> devices.tell(meant.id(), Devices.Order.START);
            case stop -> devices.tell(meant.id(), Devices.Order.STOP);
            case logout -> devices.tell(meant.id(), Devices.Order.LOG_OUT);
            case delete -> devices.delete(meant.id());
            case list, show -> {
                // Looking changes nothing.
            }
        }
        if (action == Action.delete) {
            if (!json()) {
                say("Deleted " + meant.called() + ".");
            }
        } else {
            show(devices.get(meant.id()));
        }
    }

    private void list(List<Device> devices) {
        if (json()) {
            devices.forEach(one -> say(one.json()));
        } else if (devices.isEmpty()) {
            note("There is no device yet. ./wigwag pair makes one and links it with a phone.");
        } else {
            var table = new Table("ID", "NAME", "STATE", "PHONE", "NEXT STEP");
            devices.forEach(one -> table.row(
                    one.id(),
                    one.name(),
                    one.status().state(),
                    one.phone().orElse("-"),
                    one.status().nextStep()));
            table.lines().forEach(this::say);
        }
    }

    private void show(Device one) {
        if (json()) {
            say(one.json());
            return;
        }
        say("id      " + one.id());
        say("name    " + one.name());
        say("state   " + one.status().state() + " since " + one.status().since());
        one.status().reason().ifPresent(reason -> say("reason  " + reason));
        one.phone().ifPresent(phone -> say("phone   " + phone));
        say("next    " + one.status().nextStep());
    }
}
