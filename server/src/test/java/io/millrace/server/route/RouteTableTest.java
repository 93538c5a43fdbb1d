package io.millrace.server.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private static Route get(String template) {
        return Route.get(template).open("a test").by("Get " + template, call -> Reply.nothing());
    }

    private static Route put(String template) {
        return Route.put(template).open("a test").by("Put " + template, call -> Reply.nothing());
    }

    @Test
    void the_same_path_twice_is_refused_whatever_its_parameters_are_called() {
        assertThatThrownBy(() -> RouteTable.builder()
                        .root(List.of(get("/a/{x}"), get("/a/{x}")))
                        .build())
                .hasMessage("GET /a/{x} is there twice");
        assertThatThrownBy(() -> RouteTable.builder()
                        .root(List.of(get("/a/{x}"), put("/a/{y}")))
                        .build())
                .hasMessage("/a/{y} and /a/{x} are the same path");
    }

    @Test
    void a_literal_goes_before_a_parameter() {
        RouteTable table = RouteTable.builder()
                .root(List.of(get("/a/{x}"), get("/a/check")))
                .build();

        assertThat(found(table.match("GET", "/a/check"))).isEqualTo("/a/check");
        assertThat(found(table.match("GET", "/a/other"))).isEqualTo("/a/{x}");
    }

    @Test
    void a_literal_path_without_the_method_leaves_it_to_the_parameter() {
        RouteTable table = RouteTable.builder()
                .root(List.of(put("/a/{x}"), get("/a/check")))
                .build();

        assertThat(found(table.match("PUT", "/a/check"))).isEqualTo("/a/{x}");
        assertThat(table.match("DELETE", "/a/check"))
                .isEqualTo(new RouteTable.Match.OtherMethods(List.of("GET", "HEAD", "OPTIONS", "PUT")));
    }

    @Test
    void parameters_do_not_cross_slashes_and_are_given_as_sent() {
        RouteTable table =
                RouteTable.builder().project(List.of(get("/things/{thing}"))).build();

        assertThat(table.match("GET", "/api/v1/projects/default/things/a%20b"))
                .isInstanceOfSatisfying(
                        RouteTable.Match.Found.class,
                        found -> assertThat(found.parameters())
                                .isEqualTo(Map.of("project", "default", "thing", "a%20b")));
        assertThat(table.match("GET", "/api/v1/projects/default/things/a/b")).isEqualTo(new RouteTable.Match.None());
    }

    private static String found(RouteTable.Match match) {
        return match instanceof RouteTable.Match.Found(RouteTable.Row row, Map<String, String> ignored)
                ? row.path()
                : match.toString();
    }
}
