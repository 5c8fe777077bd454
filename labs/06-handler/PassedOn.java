// Given: nothing in this file is for you to write.
import java.net.http.HttpRequest;
import java.util.List;

/**
 * What requests to other servers have in common with the request that they are sent for: fields. Used from lab 12 on.
 */
interface PassedOn {

    Attribute<PassedOn> KEY = new Attribute<>("passed on");

    List<Field> fields();

    /** Returns the fields that each request to another server has, if it is sent for this one. */
    static List<Field> of(RequestContext request) {
        PassedOn passedOn = request.get(KEY);
        return passedOn == null ? List.of() : passedOn.fields();
    }

    /** Adds fields to a request. */
    static HttpRequest.Builder with(List<Field> fields, HttpRequest.Builder request) {
        fields.forEach(field -> request.header(field.name(), field.value()));
        return request;
    }
}
