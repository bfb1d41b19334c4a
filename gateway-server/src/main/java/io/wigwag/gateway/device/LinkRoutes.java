package io.wigwag.gateway.device;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodePairingFailure;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.core.pairing.PasskeyAssertion;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Described;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Within;
import io.wigwag.gateway.http.route.Answer;
import io.wigwag.gateway.http.route.From;
import io.wigwag.gateway.http.route.Route;
import io.wigwag.gateway.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// How a device gets its account: by a QR code, by a code to type, with a passkey.
public final class LinkRoutes {
    private static final String TAG = "Linking";
    private static final int USUAL_WAIT = 10;
    private static final int NOTHING_NEW = Response.NO_CONTENT;

    private static final Instant LATER = Instant.parse("2026-11-21T12:01:00Z");
    private static final QrFormat.QrView QR =
            new QrFormat.QrView("2@Jc8b...,QmFz...,c2Vj...,YWR2...,1", 0, 6, LATER, 58);

    private final LinkDesk desk;

    public LinkRoutes(LinkDesk desk) {
        this.desk = desk;
    }

    /// Which code, and in which form.
    record QrWish(
            @From(From.Part.PATH) String id,

            @Described("Otherwise what `Accept` names, or a PNG") @From(From.Part.QUERY)
            Optional<QrFormat> format,

            @Described("The `index` of the code that is there already: waits for another") @From(From.Part.QUERY)
            Optional<Integer> after,

            @Described("How many seconds to wait for a code")
            @From(value = From.Part.QUERY, name = "wait")
            @Within(min = 0, max = 60)
            Optional<Integer> seconds) {}

    /// A code for this phone.
    record CodeWish(
            @From(From.Part.PATH) String id,
            @From(From.Part.BODY) Phone phone) {}

    record Phone(
            @Described("The account's number, with its country")
            String phone,

            @Described("The eight characters, where they are to be chosen")
            Optional<String> code) {}

    /// What to type.
    record CodeView(String code, Instant expiresAt) {
        @Override
        public String toString() {
            return "CodeView[redacted]";
        }
    }

    record Handing(
            @From(From.Part.PATH) String id,

            @Described("The credential as a browser gives it, binary values in base64url") @From(From.Part.BODY)
            JsonNode assertion) {}

    /// What is wanted next of whoever holds the passkey.
    record PasskeyView(
            String state,

            @Described("What a browser takes as `publicKey`")
            Optional<JsonNode> options,

            @Described("To be compared with the phone's, and confirmed there")
            Optional<String> code,

            Optional<Instant> expiresAt) {}

    public List<Route<?, ?>> all() {
        return List.of(
                Route.post("/v1/devices/{id}/qr")
                        .needing("devices:link")
                        .about(
                                TAG,
                                "Begins to link a device by QR",
                                "Starts it if need be, and makes it a new device where it was logged out. Answers with"
                                        + " the code that a phone may scan now.")
                        .taking(DeviceRoutes.Named.EXAMPLE)
                        .answering(Response.OK, QrFormat.QrView.class, QR)
                        .failing(Orders.PROBLEMS)
                        .failing(ProblemCode.DEVICE_LINKED, ProblemCode.DEVICE_NOT_LINKING, ProblemCode.QR_NOT_READY)
                        .by((named, request) -> {
                            var departure = request.arrival().departure();
                            var code = desk.beginQr(Caller.of(request).tenant(), named.id(), departure);
                            return Answer.of(QrFormat.QrView.of(code, desk.now()));
                        }),
                Route.get("/v1/devices/{id}/qr")
                        .needing("devices:link")
                        .about(
                                TAG,
                                "The QR code to scan now",
                                "Codes change every 20 to 60 seconds; `Wigwag-Qr-Seconds-Left` tells when. With"
                                        + " `after` the answer comes when there is another, or is 204 when none came"
                                        + " in the time to wait.")
                        .taking(new QrWish(
                                DeviceView.EXAMPLE.id(),
                                Optional.of(QrFormat.PNG),
                                Optional.empty(),
                                Optional.of(USUAL_WAIT)))
                        .answeringRaw(
                                List.of(Response.OK, NOTHING_NEW),
                                "image/png",
                                "image/svg+xml",
                                "text/plain",
                                "application/json")
                        .failing(
                                ProblemCode.NOT_FOUND,
                                ProblemCode.DEVICE_LINKED,
                                ProblemCode.DEVICE_NOT_LINKING,
                                ProblemCode.QR_NOT_READY)
                        .by((wish, request) -> Answer.of(qr(wish, request))),
                Route.post("/v1/devices/{id}/pairing-code")
                        .needing("devices:link")
                        .about(
                                TAG,
                                "Begins to link a device by a code",
                                "The owner gets a notice on the phone and types the code there. QR codes that were"
                                        + " shown before hold no more.")
                        .taking(new CodeWish(DeviceView.EXAMPLE.id(), new Phone("+4915112345678", Optional.empty())))
                        .answering(Response.OK, CodeView.class, new CodeView("K7M2-9QXT", LATER))
                        .failing(Orders.PROBLEMS)
                        .failing(ProblemCode.DEVICE_LINKED, ProblemCode.DEVICE_NOT_LINKING, ProblemCode.QR_NOT_READY)
                        .by((wish, request) -> Answer.of(code(wish, request))),
                Route.get("/v1/devices/{id}/passkey")
                        .needing("devices:link")
                        .about(
                                TAG,
                                "What the account's passkey is to sign",
                                "Some accounts want it before they link a device; the status says so.")
                        .taking(DeviceRoutes.Named.EXAMPLE)
                        .answering(Response.OK, PasskeyView.class, passkeyExample())
                        .failing(ProblemCode.NOT_FOUND, ProblemCode.PASSKEY_NOT_WANTED)
                        .by((named, request) ->
                                Answer.of(view(desk.passkey(Caller.of(request).tenant(), named.id())))),
                Route.post("/v1/devices/{id}/passkey")
                        .needing("devices:link")
                        .about(TAG, "Hands in what the passkey signed", "Answers with what is to be done next.")
                        .taking(new Handing(DeviceView.EXAMPLE.id(), assertionExample()))
                        .answering(Response.OK, PasskeyView.class, passkeyExample())
                        .failing(Orders.PROBLEMS)
                        .failing(ProblemCode.PASSKEY_NOT_WANTED)
                        .by((handing, request) -> Answer.of(answer(handing, request))));
    }

    private Response qr(QrWish wish, Request request) throws Problem, InterruptedException {
        var wait = Duration.ofSeconds(wish.seconds().orElse(USUAL_WAIT));
        var found = desk.qr(
                Caller.of(request).tenant(),
                wish.id(),
                wish.after(),
                wait,
                request.arrival().departure());
        var format = wish.format().orElseGet(() -> QrFormat.accepted(request.headers()));
        return found.map(code -> format.response(code, desk.now())).orElseGet(() -> Response.empty(NOTHING_NEW));
    }

    private CodeView code(CodeWish wish, Request request) throws Problem, InterruptedException {
        var phone = Numbers.parse(wish.phone().phone())
                .orElseThrow(
                        () -> Bodies.wrong("/phone", "Must be a phone number with its country, as +4915112345678."));
        var code = wish.phone().code();
        try {
            var chosen = code.isPresent() ? Optional.of(PairingCode.parse(code.get())) : Optional.<PairingCode>empty();
            var shown = desk.code(Caller.of(request).tenant(), wish.id(), phone, chosen);
            return new CodeView(shown.code(), shown.until());
        } catch (CodePairingFailure mistyped) {
            throw Bodies.wrong("/code", "Must have eight letters and digits.");
        }
    }

    private PasskeyView answer(Handing handing, Request request) throws Problem, InterruptedException {
        var text = handing.assertion().path("id").stringValue("");
        try {
            var credential = Octets.wrap(Base64.getUrlDecoder().decode(text));
            var assertion = new PasskeyAssertion(credential, Json.bytes(handing.assertion()));
            return view(desk.answer(Caller.of(request).tenant(), handing.id(), assertion));
        } catch (IllegalArgumentException noBase64) {
            throw Bodies.wrong("/id", "Must be the credential's id in base64url.");
        }
    }

    private static PasskeyView view(DeviceStatus status) throws Problem {
        return switch (status) {
            case DeviceStatus.PasskeyRequired asked ->
                new PasskeyView(
                        status.word(),
                        Optional.of(Json.parse(asked.options())),
                        Optional.empty(),
                        Optional.of(asked.expires()));
            case DeviceStatus.PasskeyConfirmation shown ->
                new PasskeyView(
                        status.word(), Optional.empty(), Optional.of(shown.code()), Optional.of(shown.expires()));
            default -> new PasskeyView(status.word(), Optional.empty(), Optional.empty(), Optional.empty());
        };
    }

    private static PasskeyView passkeyExample() {
        return new PasskeyView("passkey_confirmation", Optional.empty(), Optional.of("8F2K"), Optional.of(LATER));
    }

    private static JsonNode assertionExample() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "dGhlIGNyZWRlbnRpYWw")
                .put("type", "public-key");
    }
}
