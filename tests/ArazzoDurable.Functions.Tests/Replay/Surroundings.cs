using System.Globalization;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Other cultures than the one of whoever recorded.</summary>
static class Surroundings
{
    /// <summary>Their names, where the process knows them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["tr-TR", "ar-SA", "fa-IR", "de-DE"];

    /// <summary>Cultures with calendars, letters or numbers of their own. Where the process knows only the invariant one, one made by hand stands for them.</summary>
    public static IReadOnlyList<CultureInfo> Cultures { get; } = Find();

    /// <summary>Runs an action in a culture.</summary>
    public static void In(CultureInfo culture, Action action)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }

    static List<CultureInfo> Find()
    {
        try
        {
            return [.. Names.Select(name => new CultureInfo(name))];
        }
        catch (CultureNotFoundException)
        {
            return [ByHand()];
        }
    }

    /// <summary>Commas in numbers, another minus, other digits, days and separators.</summary>
    static CultureInfo ByHand()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var numbers = culture.NumberFormat;
        (numbers.NumberDecimalSeparator, numbers.NumberGroupSeparator, numbers.NegativeSign, numbers.PositiveSign) = (",", ".", "−", "＋");
        numbers.NativeDigits = ["٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"];
        numbers.DigitSubstitution = DigitShapes.NativeNational;
        var dates = culture.DateTimeFormat;
        (dates.DateSeparator, dates.TimeSeparator, dates.AMDesignator, dates.PMDesignator) = ("·", "h", "vorm", "nachm");
        (dates.ShortDatePattern, dates.LongTimePattern, dates.FirstDayOfWeek) = ("dd.MM.yy", "H.mm.ss", DayOfWeek.Saturday);
        return culture;
    }
}
