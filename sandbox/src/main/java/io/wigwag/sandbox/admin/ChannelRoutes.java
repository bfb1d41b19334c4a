package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.channel.Channel;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Channels, and who follows them.
final class ChannelRoutes {
    private static final String ALL = "/admin/channels";
    private static final String ONE = ALL + "/{channel}";

    private final Inside inside;

    ChannelRoutes(Inside inside) {
        this.inside = inside;
    }

    void enter(Router router) {
        router.route("POST", ALL, (request, _) -> create(request));
        router.route("GET", ALL, (_, _) -> all());
        router.route("GET", ONE, (_, path) -> Json.ok(inside.world(() -> write(channel(path)))));
        router.route("POST", ONE + "/followers", this::followers);
    }

    /// By its address or the part of it before the `@`. On the world's thread.
    private Channel channel(Map<String, String> path) throws Problem {
        var id = path.getOrDefault("channel", "");
        return inside.channels().all().stream()
                .filter(channel -> channel.jid().user().equals(id)
                        || channel.jid().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("channel: " + id + " is none"));
    }

    private Reply create(Request request) throws Exception {
        var fields = Json.body(request);
        var owner = fields.requireText("owner");
        var name = fields.requireText("name");
        var followers = fields.texts("followers");
        fields.end();
        return Json.reply(201, inside.world(() -> {
            var channel = inside.channels().create(inside.account(owner), name);
            for (var follower : followers) {
                inside.channels().follow(channel, inside.account(follower));
            }
            return write(channel);
        }));
    }

    private Reply all() throws Exception {
        return Json.ok(inside.world(() -> {
            var json = Json.object();
            var list = json.putArray("channels");
            inside.channels().all().forEach(channel -> list.add(write(channel)));
            return json;
        }));
    }

    private Reply followers(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var add = fields.texts("add");
        var remove = fields.texts("remove");
        fields.end();
        return Json.ok(inside.world(() -> {
            var channel = channel(path);
            for (var person : add) {
                inside.channels().follow(channel, inside.account(person));
            }
            for (var person : remove) {
                inside.channels().unfollow(channel, inside.account(person));
            }
            return write(channel);
        }));
    }

    private static ObjectNode write(Channel channel) {
        var json = Json.object()
                .put("jid", channel.jid().toString())
                .put("name", channel.name())
                .put("owner", channel.owner().number())
                .put("createdAt", channel.createdAt().toString())
                .put("posts", channel.posts().size());
        var followers = json.putArray("followers");
        channel.followers().forEach(person -> followers.add(person.number()));
        return json;
    }
}
