using ArazzoDurable.Functions.Storage.Runs;

namespace ArazzoDurable.Functions.Tests.Storage;

public sealed class ListPlacesTests
{
    [Fact]
    public void Place_is_the_nearest_one_of_its_list_that_comes_before()
    {
        var places = new ListPlaces();
        foreach (var key in (string[])["p/b", "p/d", "p/f"])
            places.Keep("p/", new ListPlace(key, $"at {key}"));
        places.Keep("p/d", new ListPlace("p/da", "of another list"));

        places.Before("p/", "p/a").ShouldBeNull();
        places.Before("p/", "p/b")!.Marker.ShouldBe("at p/b");
        places.Before("p/", "p/e")!.Marker.ShouldBe("at p/d");
        places.Before("p/", "p/z")!.Marker.ShouldBe("at p/f");
        places.Before("q/", "q/a").ShouldBeNull();
        places.Keep("p/", new ListPlace("p/d", "newer"));
        places.Before("p/", "p/e")!.Marker.ShouldBe("newer");
    }

    [Fact]
    public void Place_that_was_not_used_for_longest_is_forgotten()
    {
        var places = new ListPlaces(most: 3);
        foreach (var (prefix, key) in ((string, string)[])[("p/", "p/a"), ("q/", "q/a"), ("p/", "p/b")])
            places.Keep(prefix, new ListPlace(key, key));
        places.Before("p/", "p/a").ShouldNotBeNull();

        places.Keep("p/", new ListPlace("p/c", "p/c"));

        places.Before("q/", "q/z").ShouldBeNull();
        places.Before("p/", "p/a")!.Key.ShouldBe("p/a");
        places.Before("p/", "p/z")!.Key.ShouldBe("p/c");
    }
}
