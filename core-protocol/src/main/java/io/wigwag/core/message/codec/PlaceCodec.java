package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Place;
import io.wigwag.core.message.content.Place.LiveLocation;
import io.wigwag.core.message.content.Place.Location;
import io.wigwag.core.message.content.Place.Motion;
import io.wigwag.core.message.content.Place.Point;
import io.wigwag.proto.e2e.LiveLocationMessage;
import io.wigwag.proto.e2e.LocationMessage;
import io.wigwag.proto.e2e.Message;

/// Places.
final class PlaceCodec {
    private PlaceCodec() {}

    static void write(Place place, Message.Builder out) {
        switch (place) {
            case Location location -> out.setLocationMessage(location(location));
            case LiveLocation live -> out.setLiveLocationMessage(live(live));
        }
    }

    static LocationMessage location(Location location) {
        var message = LocationMessage.newBuilder()
                .setDegreesLatitude(location.point().latitude())
                .setDegreesLongitude(location.point().longitude());
        if (!location.name().isEmpty()) {
            message.setName(location.name());
        }
        if (!location.address().isEmpty()) {
            message.setAddress(location.address());
        }
        if (!location.url().isEmpty()) {
            message.setUrl(location.url());
        }
        if (!location.thumbnail().isEmpty()) {
            message.setJpegThumbnail(ProtoValues.bytes(location.thumbnail()));
        }
        return message.build();
    }

    private static LiveLocationMessage live(LiveLocation live) {
        var message = LiveLocationMessage.newBuilder()
                .setDegreesLatitude(live.point().latitude())
                .setDegreesLongitude(live.point().longitude())
                .setSequenceNumber(live.sequence())
                .setTimeOffset(live.secondsLate());
        if (!live.motion().equals(Motion.UNKNOWN)) {
            message.setAccuracyInMeters(live.motion().accuracyInMeters())
                    .setSpeedInMps(live.motion().metersPerSecond())
                    .setDegreesClockwiseFromMagneticNorth(live.motion().heading());
        }
        if (!live.caption().isEmpty()) {
            message.setCaption(live.caption());
        }
        if (!live.thumbnail().isEmpty()) {
            message.setJpegThumbnail(ProtoValues.bytes(live.thumbnail()));
        }
        return message.build();
    }

    static Location read(LocationMessage location) {
        return new Location(
                new Point(location.getDegreesLatitude(), location.getDegreesLongitude()),
                location.getName(),
                location.getAddress(),
                location.getUrl(),
                ProtoValues.octets(location.getJpegThumbnail()));
    }

    static LiveLocation read(LiveLocationMessage live) {
        return new LiveLocation(
                new Point(live.getDegreesLatitude(), live.getDegreesLongitude()),
                new Motion(
                        live.getAccuracyInMeters(), live.getSpeedInMps(), live.getDegreesClockwiseFromMagneticNorth()),
                live.getCaption(),
                live.getSequenceNumber(),
                live.getTimeOffset(),
                ProtoValues.octets(live.getJpegThumbnail()));
    }

    /// Older clients write a place that moves as one that doesn't, with a mark.
    static LiveLocation readLive(LocationMessage location) {
        return new LiveLocation(
                new Point(location.getDegreesLatitude(), location.getDegreesLongitude()),
                new Motion(
                        location.getAccuracyInMeters(),
                        location.getSpeedInMps(),
                        location.getDegreesClockwiseFromMagneticNorth()),
                location.getComment(),
                0,
                0,
                ProtoValues.octets(location.getJpegThumbnail()));
    }
}
