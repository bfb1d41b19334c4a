package io.wigwag.sandbox.admin;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.people.Business;
import io.wigwag.sandbox.people.Contacts;
import io.wigwag.sandbox.people.Flags;
import io.wigwag.sandbox.phone.Manners;
import io.wigwag.sandbox.world.Account;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Accounts and their companions (section 20.3).
final class PhoneRoutes {
    private static final String ALL = "/admin/phones";
    private static final String ONE = ALL + "/{account}";

    private final Inside inside;
    private final AccountJson json;

    PhoneRoutes(Inside inside) {
        this.inside = inside;
        this.json = new AccountJson(inside);
    }

    void enter(Router router) {
        router.route("POST", ALL, (request, _) -> create(request));
        router.route("GET", ALL, (request, _) -> list(request));
        router.route("GET", ONE, (_, path) -> shown(path));
        router.route("PATCH", ONE, this::change);
        router.route("DELETE", ONE, (_, path) -> {
            inside.change(() -> inside.exchange().removeAccount(inside.account(path)));
            return Reply.empty(204);
        });
        router.route(
                "GET",
                ONE + "/companions",
                (_, path) -> Json.ok(inside.world(() -> json.companions(inside.account(path)))));
        router.route("DELETE", ONE + "/companions/{device}", (_, path) -> unlink(path));
        router.route("POST", ONE + "/identity/rotate", (_, path) -> {
            inside.change(() -> inside.phones().newIdentity(inside.account(path)));
            return shown(path);
        });
        router.route("POST", ONE + "/lid-migration", this::moveToLid);
        router.route("PUT", ONE + "/push-name", this::rename);
        router.route("PUT", ONE + "/about", this::about);
        router.route("PUT", ONE + "/picture", (request, path) -> picture(path, Optional.of(request)));
        router.route("DELETE", ONE + "/picture", (_, path) -> picture(path, Optional.empty()));
        router.route(
                "GET", ONE + "/privacy", (_, path) -> Json.ok(inside.world(() -> json.privacy(inside.account(path)))));
        router.route(
                "GET",
                ONE + "/blocklist",
                (_, path) -> Json.ok(inside.world(() -> json.blocklist(inside.account(path)))));
    }

    private Reply create(Request request) throws Exception {
        var fields = Json.body(request);
        var pushName = fields.text("pushName");
        var number = fields.text("number");
        var kind = fields.choice("kind", Account.Kind.class).orElse(Account.Kind.PHONE);
        var changes = changes(fields);
        fields.end();
        if (pushName.isEmpty() && number.isEmpty()) {
            throw fields.wrong("pushName", "a name, or a number beside it");
        }
        return Json.reply(201, inside.world(() -> {
            var name = pushName.orElseGet(() -> "Sandbox " + number.orElseThrow());
            var account = make(name, kind, number);
            changes.apply(account);
            return json.write(account);
        }));
    }

    private Account make(String name, Account.Kind kind, Optional<String> number) throws Problem {
        try {
            if (number.isPresent()) {
                return inside.exchange().createAccount(name, name, kind, number.get());
            }
            return inside.exchange()
                    .accounts()
                    .byName(name)
                    .filter(taken -> taken.kind() == kind)
                    .orElseGet(() -> inside.exchange().createAccount(name, name, kind));
        } catch (IllegalArgumentException taken) {
            throw Problem.conflict("taken", String.valueOf(taken.getMessage()));
        }
    }

    private interface Changes {
        void apply(Account account) throws Exception;
    }

    /// What can be said of an account when it is made and later alike.
    private Changes changes(Fields fields) throws Problem {
        var about = fields.text("about");
        var flags = fields.object("flags");
        var limit = fields.integer("companionLimit");
        if (limit.isPresent() && limit.getAsInt() < 0) {
            throw fields.wrong("companionLimit", "a number from 0");
        }
        var business = fields.object("business");
        var businessName =
                business.isPresent() ? Optional.of(business.get().requireText("name")) : Optional.<String>empty();
        if (business.isPresent()) {
            business.get().end();
        }
        var contacts = fields.value("contacts");
        var receipts = fields.choice("autoReceipts", Manners.Receipts.class);
        var reply = fields.text("autoReply");
        var retries = fields.flag("autoRetry");
        var list = contacts.filter(value -> value.isArray()).isPresent() ? fields.texts("contacts") : null;
        var word = list == null ? fields.text("contacts") : Optional.<String>empty();
        if (word.filter(text -> !text.equals("all") && !text.equals("none")).isPresent()) {
            throw fields.wrong("contacts", "all, none or a list of accounts");
        }
        return account -> {
            var person = inside.people().of(account);
            if (flags.isPresent()) {
                person.flags(flags(person.flags(), flags.get()));
            }
            limit.ifPresent(account::companionLimit);
            businessName.ifPresent(name -> person.business(Optional.of(new Business(name, List.of()))));
            if (list != null) {
                var known = new LinkedHashSet<Account>();
                for (var address : list) {
                    known.add(inside.account(address));
                }
                person.contacts(new Contacts.Only(known));
            }
            word.ifPresent(text -> person.contacts(text.equals("all") ? Contacts.EVERYBODY : Contacts.NOBODY));
            var phone = inside.phones().find(account);
            if (phone.isPresent()) {
                var manners = phone.get().manners();
                manners = receipts.map(manners::receipts).orElse(manners);
                manners = reply.map(manners::reply).orElse(manners);
                phone.get().manners(retries.map(manners::retries).orElse(manners));
            } else if (receipts.isPresent() || reply.isPresent() || retries.isPresent()) {
                throw Problem.conflict("no_phone", "account " + account + " has no phone of its own");
            }
            about.ifPresent(text -> inside.people().abouts().change(account, text));
        };
    }

    private static Flags flags(Flags before, Fields given) throws Problem {
        var flags = before;
        for (var flag : Flags.Flag.values()) {
            var value = given.flag(flag.toString());
            if (value.isPresent()) {
                flags = flags.with(flag, value.get());
            }
        }
        given.end();
        return flags;
    }

    private Reply list(Request request) throws Exception {
        var limit = Inside.limit(request);
        var after = request.parameter("after").orElse("");
        return Json.ok(inside.world(() -> {
            var found = inside.exchange().accounts().all().stream()
                    .filter(wanted(request))
                    .dropWhile(account -> !after.isEmpty() && !account.number().equals(after))
                    .skip(after.isEmpty() ? 0 : 1)
                    .limit(limit + 1L)
                    .toList();
            var page = found.subList(0, Math.min(limit, found.size()));
            var body = Json.object();
            var list = body.putArray("phones");
            page.forEach(account -> list.add(json.write(account)));
            return found.size() > page.size() && !page.isEmpty()
                    ? body.put("next", page.getLast().number())
                    : body.putNull("next");
        }));
    }

    private Predicate<Account> wanted(Request request) {
        Predicate<Account> wanted = _ -> true;
        wanted = and(wanted, request, "pushName", Account::pushName);
        wanted = and(wanted, request, "number", Account::number);
        wanted = and(wanted, request, "lid", account -> account.lid().user());
        wanted = and(wanted, request, "kind", account -> Json.name(account.kind()));
        return and(wanted, request, "online", account -> Boolean.toString(json.isOnline(account)));
    }

    private static Predicate<Account> and(
            Predicate<Account> wanted, Request request, String name, Function<Account, String> property) {
        var value = request.parameter(name);
        return value.isEmpty()
                ? wanted
                : wanted.and(account -> property.apply(account).equals(value.get()));
    }

    private Reply shown(Map<String, String> path) throws Exception {
        return Json.ok(inside.world(() -> json.write(inside.account(path))));
    }

    private Reply change(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var name = fields.text("pushName");
        var changes = changes(fields);
        fields.end();
        inside.change(() -> {
            var account = inside.account(path);
            name.ifPresent(text -> inside.phones().rename(account, text));
            changes.apply(account);
        });
        return shown(path);
    }

    private Reply unlink(Map<String, String> path) throws Exception {
        inside.change(() -> {
            var device = inside.device(path);
            if (device.isPhone()) {
                throw Problem.conflict("is_phone", "device: 0 is the phone itself (expected: a companion)");
            }
            inside.exchange().unlink(device, "unlinked by the phone");
        });
        return Reply.empty(204);
    }

    private Reply moveToLid(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var after = fields.integer("afterMessages").orElse(0);
        fields.end();
        if (after < 0) {
            throw fields.wrong("afterMessages", "a number from 0");
        }
        return Json.reply(202, inside.world(() -> {
            var account = inside.account(path);
            inside.phones().moveToLid(account, after);
            return Json.object()
                    .put("addressing", Json.name(account.addressing()))
                    .put("messagesLeft", inside.phones().messagesUntilLid(account));
        }));
    }

    private Reply rename(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var name = fields.requireText("pushName");
        fields.end();
        inside.change(() -> inside.phones().rename(inside.account(path), name));
        return shown(path);
    }

    private Reply about(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var text = fields.requireText("about");
        fields.end();
        inside.change(() -> inside.people().abouts().change(inside.account(path), text));
        return shown(path);
    }

    /// The body is the picture itself.
    private Reply picture(Map<String, String> path, Optional<Request> request) throws Exception {
        var bytes = request.isPresent() ? Optional.of(request.get().body().bytes()) : Optional.<Octets>empty();
        inside.change(() -> inside.people().pictures().change(inside.account(path), bytes));
        return shown(path);
    }
}
