/* Structs with text owned by the caller and by the callee, passed in every way. */
#include <stdio.h>

#include "koffigen_test.h"

typedef struct Person
{
    int32_t age;
    const char *name;
    char *note; /* the caller's to free, where C wrote it */
    char nick[8];
    struct
    {
        const char *street;
        int32_t number;
    } home;
} Person;

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(kt_malloc(size), text, size);
}

KT_EXPORT int DescribePerson(Person person, char *text, int size)
{
    return snprintf(text, (size_t)size, "%s %s %s %d %s %d", person.name, person.note == NULL ? "-" : person.note, person.nick, person.age, person.home.street, person.home.number);
}

KT_EXPORT int DescribePersonAt(const Person *person, char *text, int size) { return DescribePerson(*person, text, size); }

KT_EXPORT void InitializePerson(Person *person) { *person = (Person){30, "Ada", copy("mine"), "ad", {"Main", 7}}; }

/* Increments the age. The note is replaced or removed only on request. */
KT_EXPORT void AgePerson(Person *person, int kind)
{
    person->age++;
    if (kind == 1)
        person->note = copy("aged");
    else if (kind == 2)
        person->note = NULL;
}

/* The name points to the argument, which is owned by the caller. */
KT_EXPORT Person MakePerson(const char *name, int age)
{
    Person person = {age, name, copy("made"), "mk", {name, 1}};
    return person;
}

KT_EXPORT Person *NewPerson(int age)
{
    if (age < 0)
        return NULL;

    Person *person = kt_malloc(sizeof(Person));
    *person = (Person){age, "New", copy("new"), "n", {"New", age}};
    return person;
}

KT_EXPORT int CreatePerson(int age, Person **out)
{
    *out = NewPerson(age);
    return *out == NULL ? -1 : 0;
}

KT_EXPORT int SumAges(const Person *people, int count)
{
    int sum = 0;
    for (int index = 0; index < count; index++)
        sum += people[index].age + (int)strlen(people[index].name);
    return sum;
}

KT_EXPORT void FillPeople(Person *people, int count)
{
    for (int index = 0; index < count; index++)
        people[index] = (Person){index, "P", index % 2 == 0 ? copy("even") : NULL, "", {NULL, 0}};
}

typedef struct Crowd
{
    Person people[2];
    char *lines[3];
} Crowd;

KT_EXPORT Crowd GatherCrowd(void)
{
    Crowd crowd = {{{1, "A", copy("a"), "", {NULL, 0}}, {2, "B", NULL, "", {NULL, 0}}}, {copy("one"), NULL, copy("three")}};
    return crowd;
}

KT_EXPORT void ReplaceLine(Crowd *crowd, int index) { crowd->lines[index] = copy("replaced"); }

typedef struct Leaf
{
    int32_t id;
    char *text; /* the caller's to free */
} Leaf;

typedef struct Grid
{
    Leaf leaves[2][3];
    char *lines[2][1][2]; /* the caller's to free */
    const char *names[2][2];
} Grid;

KT_EXPORT Grid GrowGrid(const char *name)
{
    Grid grid = {.lines = {{{copy("a"), NULL}}, {{copy("c"), copy("d")}}}, .names = {{name, "y"}, {NULL, "z"}}};
    for (int index = 0; index < 6; index++)
        grid.leaves[index / 3][index % 3] = (Leaf){index, index == 4 ? NULL : copy("leaf")};
    return grid;
}

/* Replaces the text of one leaf and one line, and writes a description of what it received: every id and the first letters of all strings. */
KT_EXPORT int CutGrid(Grid *grid, char *text, int size)
{
    int length = 0;
    for (int index = 0; index < 6; index++)
        length += snprintf(text + length, (size_t)(size - length), "%d%s", grid->leaves[index / 3][index % 3].id, grid->leaves[index / 3][index % 3].text ? "t" : "-");
    for (int index = 0; index < 4; index++)
        length += snprintf(text + length, (size_t)(size - length), " %s %s", grid->lines[index / 2][0][index % 2] ? grid->lines[index / 2][0][index % 2] : "-", grid->names[index / 2][index % 2] ? grid->names[index / 2][index % 2] : "-");
    grid->leaves[1][2].text = copy("cut");
    grid->lines[1][0][0] = copy("cut line");
    return length;
}

/* Members behind pointers, which the caller frees. */
typedef struct Pair
{
    int32_t left, right;
} Pair;

typedef struct Report
{
    uint16_t count;
    int32_t *values;
    double *mean;
    Pair *range;
} Report;

KT_EXPORT Report MakeReport(int count)
{
    Report report = {(uint16_t)count, NULL, NULL, NULL};
    if (count == 0)
        return report;

    report.values = kt_malloc((size_t)count * sizeof(int32_t));
    report.mean = kt_malloc(sizeof(double));
    report.range = kt_malloc(sizeof(Pair));
    for (int index = 0; index < count; index++)
        report.values[index] = index;
    *report.mean = (count - 1) / 2.0;
    *report.range = (Pair){0, count - 1};
    return report;
}

KT_EXPORT double SumReport(const Report *report)
{
    double sum = report->mean == NULL ? 0 : *report->mean;
    for (int index = 0; report->values != NULL && index < report->count; index++)
        sum += report->values[index];
    return report->range == NULL ? sum : sum + report->range->right;
}
