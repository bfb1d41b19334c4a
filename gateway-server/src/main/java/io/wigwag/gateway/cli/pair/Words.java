package io.wigwag.gateway.cli.pair;

import io.wigwag.gateway.cli.client.Device;
import io.wigwag.gateway.cli.client.LinkCode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// What is said to a person beside the codes.
///
/// @param gateway where to hand in a passkey's answer
record Words(URI gateway) {
    private static final int HALF_CODE = 4;

    static String scan(Device device) {
        return "Link " + device.called() + ": on the phone, Settings, Linked devices, Link a device; scan this.";
    }

    static String narrow(Device device) {
        return "Scan to link " + device.called() + ". No code but boxes? Make the window larger, or use --png.";
    }

    static String count(LinkCode.Qr code) {
        return "Code " + (code.index() + 1) + " of " + code.of();
    }

    static List<String> type(Device device, LinkCode.Typed code) {
        return List.of(
                "Link " + device.called() + ": on the phone, Settings, Linked devices, Link a device,",
                "Link with phone number instead; type this code:",
                "",
                "    " + halves(code.code()),
                "");
    }

    private static String halves(String code) {
        return code.length() == 2 * HALF_CODE ? code.substring(0, HALF_CODE) + "-" + code.substring(HALF_CODE) : code;
    }

    /// How the device is, and what to do about it.
    List<String> status(Device device) {
        var status = device.status();
        var lines = new ArrayList<String>();
        lines.add(device.called() + " is " + status.state().replace('_', ' ') + ".");
        lines.add(status.nextStep());
        switch (status.state()) {
            case "passkey_required" -> {
                lines.add("This account links devices only with its passkey, which lives on its owner's phone or key.");
                lines.add("The challenge is at " + passkey(device) + ", and the browser's answer is posted there.");
            }
            case "passkey_confirmation" ->
                lines.add(
                        "The passkey was accepted. If the phone shows another code, refuse: somebody else is linking.");
            default -> {
                // The next step says it all.
            }
        }
        return lines;
    }

    private URI passkey(Device device) {
        return gateway.resolve("/v1/devices/" + device.id() + "/passkey");
    }
}
