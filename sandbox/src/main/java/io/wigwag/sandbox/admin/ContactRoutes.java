package io.wigwag.sandbox.admin;

import io.wigwag.proto.appstate.ContactAction;
import io.wigwag.proto.appstate.SyncActionValue;
import io.wigwag.sandbox.appstate.CollectionName;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.phone.PersonalState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The address book of an account, as its phone writes it into the app state (section 20.3).
final class ContactRoutes {
    private static final int VERSION = 2;

    private final Inside inside;

    ContactRoutes(Inside inside) {
        this.inside = inside;
    }

    void enter(Router router) {
        router.route("POST", "/admin/phones/{account}/contacts", this::write);
    }

    private record Contact(String account, String fullName, String firstName) {}

    private Reply write(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var contacts = new ArrayList<Contact>();
        for (var given : fields.objects("contacts")) {
            var fullName = given.requireText("fullName");
            contacts.add(new Contact(
                    given.requireText("account"),
                    fullName,
                    given.text("firstName").orElse(fullName)));
            given.end();
        }
        fields.end();
        if (contacts.isEmpty()) {
            throw fields.wrong("contacts", "a list with somebody in it");
        }
        return Json.ok(inside.world(() -> {
            var account = inside.account(path);
            var mutations = new ArrayList<PersonalState.Mutation>();
            for (var contact : contacts) {
                mutations.add(mutation(contact));
            }
            var version = inside.phones()
                    .personalState()
                    .write(account, CollectionName.CRITICAL_UNBLOCK_LOW, List.copyOf(mutations));
            return Json.object().put("version", version);
        }));
    }

    private PersonalState.Mutation mutation(Contact contact) throws Exception {
        var known = inside.account(contact.account());
        var action = ContactAction.newBuilder()
                .setFullName(contact.fullName())
                .setFirstName(contact.firstName())
                .setLidJid(known.lid().toString())
                .setPnJid(known.pn().toString())
                .setSaveOnPrimaryAddressbook(true);
        var value = SyncActionValue.newBuilder()
                .setTimestamp(inside.exchange().clock().millis())
                .setContactAction(action)
                .build();
        return PersonalState.Mutation.set(List.of("contact", known.pn().toString()), value, VERSION);
    }
}
